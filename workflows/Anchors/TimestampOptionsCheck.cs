using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Anchors;

/// <summary>Stops the start when section <c>Daoban:Timestamps</c> is there but cannot work.</summary>
internal sealed class TimestampOptionsCheck(IHostEnvironment environment) : IValidateOptions<TimestampOptions>
{
    public ValidateOptionsResult Validate(string? name, TimestampOptions options)
    {
        if (options.Url is null)
        {
            return ValidateOptionsResult.Success;
        }

        List<string> faults = [];
        if (options.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            faults.Add($"{TimestampOptions.Section}:{nameof(options.Url)} must be an absolute http(s) address.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromSeconds(60))
        {
            faults.Add($"{TimestampOptions.Section}:{nameof(options.Timeout)} must lie between 1 s and 60 s.");
        }

        if (options.TrustedCertificates.Length == 0 && !environment.IsDevelopment())
        {
            faults.Add(
                $"{TimestampOptions.Section}:{nameof(options.TrustedCertificates)} is needed outside Development.");
        }
        else if (options.TrustedCertificates.Length > 0 && !File.Exists(options.TrustedCertificates))
        {
            faults.Add(
                $"{TimestampOptions.Section}:{nameof(options.TrustedCertificates)}: there is no file "
                + $"{options.TrustedCertificates}.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
