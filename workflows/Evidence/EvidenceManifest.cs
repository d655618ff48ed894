using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Evidence;

/// <summary>What is signed of a package (docs/evidence-format.md): the case, its head, and every other file.</summary>
/// <param name="Format">Always <see cref="KnownFormat"/>.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ExportedAt">UTC with 7 decimals.</param>
/// <param name="KeyId">The key that signs.</param>
/// <param name="Originals"><c>included</c> or <c>separate</c>.</param>
/// <param name="Head">The last entry of the ledger.</param>
/// <param name="Entries">In ordinal order of their paths.</param>
internal sealed record EvidenceManifest(
    [property: JsonPropertyOrder(0)] string Format,
    [property: JsonPropertyOrder(1)] string CaseId,
    [property: JsonPropertyOrder(2)] string ExportedAt,
    [property: JsonPropertyOrder(3)] string KeyId,
    [property: JsonPropertyOrder(4)] string Originals,
    [property: JsonPropertyOrder(5)] ManifestHead Head,
    [property: JsonPropertyOrder(6)] IReadOnlyList<ManifestEntry> Entries)
{
    public const string KnownFormat = "evidence/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
