using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Emulator.Hosting.Keys;

/// <summary>Upstream's <c>host.json</c> in the secrets container.</summary>
internal sealed record HostSecrets(
    SecretKey MasterKey, IReadOnlyList<SecretKey> FunctionKeys, IReadOnlyList<SecretKey> SystemKeys)
{
    /// <summary>What else the file holds; it stays there when a key is added.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }

    public static HostSecrets Create() => new(SecretKey.Create("master"), [SecretKey.Create("default")], []);

    public SecretKey? FindSystemKey(string name) =>
        SystemKeys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase));

    public HostSecrets WithSystemKey(string name) => FindSystemKey(name) is not null
        ? this
        : this with { SystemKeys = [.. SystemKeys, SecretKey.Create(name)] };
}
