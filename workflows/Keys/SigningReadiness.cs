using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Keys;

/// <summary>Whether the signing key was read or its vault answers.</summary>
internal sealed class SigningReadiness(ISigningKey key) : IReadinessCheck
{
    public string Name => "signing-key";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await key.GetPublicKeyAsync(cancellationToken);
        return true;
    }
}
