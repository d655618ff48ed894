using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Payments;

/// <summary>Stops the start when section <c>Daoban:Bank</c> cannot work or would be unsafe.</summary>
internal sealed class BankOptionsValidator(IHostEnvironment environment) : IValidateOptions<BankOptions>
{
    private const int SecretBytes = 32;

    public ValidateOptionsResult Validate(string? name, BankOptions options)
    {
        List<string> faults = [];
        CheckAddress(nameof(options.BaseUrl), options.BaseUrl, faults);
        CheckAddress(nameof(options.CallbackUrl), options.CallbackUrl, faults);
        if (options.MerchantId.Length is 0 or > 64
            || !options.MerchantId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            faults.Add($"{BankOptions.Section}:MerchantId must be 1 to 64 characters of A-Z a-z 0-9 - _ .");
        }

        CheckSecret(options.Secret, faults);
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromSeconds(60))
        {
            faults.Add($"{BankOptions.Section}:Timeout must lie between 1 s and 60 s");
        }

        if (options.StatementAskAt < TimeSpan.Zero
            || options.StatementAskAt >= options.StatementCutOff
            || options.StatementCutOff >= TimeSpan.FromDays(1))
        {
            faults.Add(
                $"{BankOptions.Section}:StatementAskAt must be a time of day before StatementCutOff, both below 24:00");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void CheckAddress(string field, Uri? address, List<string> faults)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            faults.Add($"{BankOptions.Section}:{field} must be an absolute http(s) address");
        }
        else if (address.Scheme != "https" && !environment.IsDevelopment())
        {
            faults.Add($"{BankOptions.Section}:{field} must be HTTPS outside Development");
        }
    }

    private void CheckSecret(string secret, List<string> faults)
    {
        Span<byte> bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret, bytes, out int length) || length < SecretBytes)
        {
            faults.Add($"{BankOptions.Section}:Secret must be Base64 of at least {SecretBytes} bytes");
        }
        else if (secret == BankOptions.SampleSecret && !environment.IsDevelopment())
        {
            faults.Add(
                $"{BankOptions.Section}:Secret is the published sample; outside Development set a secret of your own");
        }
    }
}
