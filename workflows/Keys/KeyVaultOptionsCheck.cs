using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>Stops the start when section <c>Daoban:KeyVault</c> is there but cannot work.</summary>
internal sealed class KeyVaultOptionsCheck : IValidateOptions<KeyVaultOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyVaultOptions options)
    {
        List<string> faults = [];
        if (options.WrappingKey.Length > 0 && !VaultKeyName.TryParse(options.WrappingKey, out _))
        {
            faults.Add(
                $"{KeyVaultOptions.Section}:{nameof(options.WrappingKey)} must be name/version, "
                + "the version of 32 hex digits.");
        }

        if (options.Url is not null)
        {
            CheckVault(options, faults);
        }
        else if (options.WrappingKey.Length > 0)
        {
            faults.Add($"{KeyVaultOptions.Section}:{nameof(options.WrappingKey)} needs {nameof(options.Url)}.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckVault(KeyVaultOptions options, List<string> faults)
    {
        if (options.Url is not { IsAbsoluteUri: true, Scheme: "https", PathAndQuery: "/" })
        {
            faults.Add($"{KeyVaultOptions.Section}:{nameof(options.Url)} must be an https address without a path.");
        }

        // No default: a token for another cloud's vault would be refused only when the first key is used.
        if (!Uri.TryCreate(options.Scope, UriKind.Absolute, out Uri? scope)
            || scope is not { Scheme: "https", AbsolutePath: "/.default" })
        {
            faults.Add(
                $"{KeyVaultOptions.Section}:{nameof(options.Scope)} must be the vault audience of the cloud and "
                + "/.default, such as https://vault.azure.cn/.default.");
        }
    }
}
