using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Anchors;

/// <summary>One chain's head in an anchor.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Sequence">Sequence number of its last entry.</param>
/// <param name="Hash">Hash of its last entry, lower-case hex.</param>
internal sealed record AnchorLeaf(
    [property: JsonPropertyOrder(0)] string Chain,
    [property: JsonPropertyOrder(1)] long Sequence,
    [property: JsonPropertyOrder(2)] string Hash)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The line in the anchor's list of leaves, without its end; the bytes that the tree is made of.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="InvalidDataException">No leaf.</exception>
    public static AnchorLeaf Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AnchorLeaf>(text, Json) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("A leaf of an anchor cannot be read.", fault);
        }
    }
}
