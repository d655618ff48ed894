using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Access;

/// <summary>Refuses to start with an issuer whose keys could be replaced on the way.</summary>
internal sealed class IdentityOptionsCheck(IHostEnvironment environment) : IValidateOptions<IdentityOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        if (options.Authority is not { IsAbsoluteUri: true } authority)
        {
            return ValidateOptionsResult.Fail($"{IdentityOptions.Section}:Authority must be an absolute address.");
        }

        bool plain = authority.Scheme == Uri.UriSchemeHttp && environment.IsDevelopment();
        return authority.Scheme == Uri.UriSchemeHttps || plain
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{IdentityOptions.Section}:Authority must be HTTPS in the environment {environment.EnvironmentName}.");
    }
}
