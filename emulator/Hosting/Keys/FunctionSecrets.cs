namespace Daoban.Emulator.Hosting.Keys;

/// <summary>Upstream's <c>{function}.json</c> in the secrets container.</summary>
internal sealed record FunctionSecrets(IReadOnlyList<SecretKey> Keys)
{
    public static FunctionSecrets Create() => new([SecretKey.Create("default")]);
}
