using Azure.Core;

namespace Daoban.Workflows.Keys;

/// <summary>How the vault is called: tries of 10 s each, repeated by Azure.Core's own rules.</summary>
internal sealed class KeyVaultClientOptions : ClientOptions
{
    public KeyVaultClientOptions() => Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
}
