using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>Names the wrong setting, never its value.</summary>
internal sealed partial class KeyOptionsCheck(IHostEnvironment environment, IOptions<KeyVaultOptions> vault)
    : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        List<string> failures = [];
        // A vault may wrap instead; keys from settings are then only needed for what they wrapped before.
        bool isLocal = vault.Value.WrappingKey.Length == 0 || options.WrappingKeyId.Length > 0;
        if (isLocal)
        {
            CheckId(nameof(KeyOptions.WrappingKeyId), options.WrappingKeyId, failures);
            CheckKey(nameof(KeyOptions.WrappingKey), options.WrappingKey, failures);
        }

        CheckKey(nameof(KeyOptions.HashKey), options.HashKey, failures);
        foreach ((string id, string key) in options.RetiredWrappingKeys)
        {
            string setting = $"{nameof(KeyOptions.RetiredWrappingKeys)}:{id}";
            CheckId(setting, id, failures);
            CheckKey(setting, key, failures);
            if (id == options.WrappingKeyId)
            {
                failures.Add($"{KeyOptions.Section}:{setting} has the name of the key in use.");
            }
        }

        if (failures.Count == 0 && isLocal && AreSame(options.WrappingKey, options.HashKey))
        {
            failures.Add(
                $"{KeyOptions.Section}: {nameof(KeyOptions.WrappingKey)} and {nameof(KeyOptions.HashKey)} must "
                + "differ.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckId(string setting, string id, List<string> failures)
    {
        if (!KeyId().IsMatch(id))
        {
            failures.Add($"{KeyOptions.Section}:{setting} must be named by 1 to 32 of a-z, 0-9 and hyphen.");
        }
    }

    private static bool AreSame(string one, string other) =>
        Convert.FromBase64String(one).AsSpan().SequenceEqual(Convert.FromBase64String(other));

    private void CheckKey(string setting, string key, List<string> failures)
    {
        Span<byte> bytes = stackalloc byte[KeyOptions.KeyBytes + 1];
        if (!Convert.TryFromBase64String(key, bytes, out int written) || written != KeyOptions.KeyBytes)
        {
            failures.Add($"{KeyOptions.Section}:{setting} must be Base64 of {KeyOptions.KeyBytes} bytes.");
        }
        else if (!environment.IsDevelopment() && IsSample(key))
        {
            failures.Add($"{KeyOptions.Section}:{setting} is a published sample key; make your own.");
        }
    }

    private static bool IsSample(string key) =>
        AreSame(key, SampleKeys.WrappingKey) || AreSame(key, SampleKeys.HashKey);

    [GeneratedRegex(@"^[a-z0-9-]{1,32}\z")]
    private static partial Regex KeyId();
}
