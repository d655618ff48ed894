using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Anchors;

/// <summary>What an anchor says and is signed for.</summary>
/// <param name="Format">Always <see cref="KnownFormat"/>.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="ReadAt">
/// Before the first head was read, UTC with 7 decimals. What a chain gets afterwards cannot be much older than this.
/// </param>
/// <param name="At">When the anchor was signed, UTC with 7 decimals.</param>
/// <param name="KeyId">Id of the signing key.</param>
/// <param name="Leaves">How many chains it holds.</param>
/// <param name="Root">Root of the Merkle tree over the leaves, lower-case hex.</param>
/// <param name="PreviousHash">SHA-256 of the previous anchor's text, lower-case hex; zeros for the first.</param>
internal sealed record AnchorText(
    [property: JsonPropertyOrder(0)] string Format,
    [property: JsonPropertyOrder(1)] long Sequence,
    [property: JsonPropertyOrder(2)] string ReadAt,
    [property: JsonPropertyOrder(3)] string At,
    [property: JsonPropertyOrder(4)] string KeyId,
    [property: JsonPropertyOrder(5)] int Leaves,
    [property: JsonPropertyOrder(6)] string Root,
    [property: JsonPropertyOrder(7)] string PreviousHash)
{
    public const string KnownFormat = "anchor/1";

    /// <summary>Previous hash of the first anchor.</summary>
    public static string Genesis { get; } = new('0', 64);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="InvalidDataException">No anchor of this format.</exception>
    public static AnchorText Parse(string text)
    {
        try
        {
            AnchorText anchor = JsonSerializer.Deserialize<AnchorText>(text, Json) ?? throw new JsonException();
            return anchor.Format == KnownFormat
                ? anchor
                : throw new InvalidDataException($"An anchor has another format than {KnownFormat}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("An anchor cannot be read.", fault);
        }
    }

    /// <summary>An instant as anchors write it: <c>2026-11-25T22:11:13.1234567Z</c>.</summary>
    public static string Format7(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
