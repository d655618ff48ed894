using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>Stops the start when section <c>Daoban:Signing</c> names no key that could sign.</summary>
internal sealed class SigningOptionsCheck(IHostEnvironment environment, IOptions<KeyVaultOptions> vault)
    : IValidateOptions<SigningOptions>
{
    public ValidateOptionsResult Validate(string? name, SigningOptions options)
    {
        bool isFile = options.KeyFile.Length > 0;
        bool isVault = options.KeyVaultKey.Length > 0;
        if (isFile == isVault)
        {
            return Fail($" needs one of {nameof(options.KeyFile)} and {nameof(options.KeyVaultKey)}, and only one.");
        }

        return isFile ? CheckFile(options) : CheckVault(options);
    }

    private static ValidateOptionsResult Fail(string fault) =>
        ValidateOptionsResult.Fail(SigningOptions.Section + fault);

    private ValidateOptionsResult CheckFile(SigningOptions options) =>
        environment.IsDevelopment() || File.Exists(options.KeyFilePath())
            ? ValidateOptionsResult.Success
            : Fail($":{nameof(options.KeyFile)}: there is no file {options.KeyFilePath()}. "
                + "Outside Development none is made; see docs/operations.md.");

    private ValidateOptionsResult CheckVault(SigningOptions options)
    {
        if (!VaultKeyName.TryParse(options.KeyVaultKey, out _))
        {
            return Fail($":{nameof(options.KeyVaultKey)} must be name/version, the version of 32 hex digits.");
        }

        return vault.Value.Url is null
            ? Fail($":{nameof(options.KeyVaultKey)} needs {KeyVaultOptions.Section}:{nameof(KeyVaultOptions.Url)}.")
            : ValidateOptionsResult.Success;
    }
}
