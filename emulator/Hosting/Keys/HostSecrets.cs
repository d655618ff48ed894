namespace Daoban.Emulator.Hosting.Keys;

/// <summary>Upstream's <c>host.json</c> in the secrets container.</summary>
internal sealed record HostSecrets(
    SecretKey MasterKey, IReadOnlyList<SecretKey> FunctionKeys, IReadOnlyList<SecretKey> SystemKeys)
{
    public static HostSecrets Create() => new(SecretKey.Create("master"), [SecretKey.Create("default")], []);
}
