using System.Globalization;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Documents;

/// <summary>
/// A <see cref="StoredDocument"/> as blob metadata; names are lower case because HTTP headers lose case.
/// </summary>
internal static class DocumentMetadata
{
    private const string Version = "1";

    private const string TraceParent = "traceparent";

    /// <summary>With the W3C context of who stores it, if that is traced.</summary>
    internal static Dictionary<string, string> Write(StoredDocument document)
    {
        Dictionary<string, string> metadata = Describe(document);
        if (Tracing.Current is { } trace)
        {
            metadata[TraceParent] = trace;
        }

        return metadata;
    }

    /// <summary>W3C context of who stored a document; null when that was not traced.</summary>
    internal static string? TraceOf(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(TraceParent, out string? trace) ? trace : null;

    private static Dictionary<string, string> Describe(StoredDocument document) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["format"] = Version,
        ["material"] = document.MaterialCode,
        ["mediatype"] = document.MediaType,
        ["length"] = document.Length.ToString(CultureInfo.InvariantCulture),
        ["sha256"] = document.Sha256,
        ["station"] = document.StationId,
        ["storedat"] = document.StoredAt.ToString("O", CultureInfo.InvariantCulture),
    };

    /// <exception cref="InvalidDataException">Another format version, or a member is missing or unreadable.</exception>
    internal static StoredDocument Read(string caseId, string documentId, IDictionary<string, string> metadata)
    {
        if (Member(metadata, "format") != Version)
        {
            throw new InvalidDataException(
                $"Document {documentId} of case {caseId} has another format than {Version}.");
        }

        return long.TryParse(
                Member(metadata, "length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            && DateTimeOffset.TryParseExact(
                Member(metadata, "storedat"),
                "O",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTimeOffset at)
            ? new StoredDocument(
                caseId,
                documentId,
                Member(metadata, "material"),
                Member(metadata, "mediatype"),
                length,
                Member(metadata, "sha256"),
                Member(metadata, "station"),
                at)
            : throw new InvalidDataException($"Document {documentId} of case {caseId} has unreadable metadata.");
    }

    private static string Member(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out string? value)
            ? value
            : throw new InvalidDataException($"A document's metadata lacks {name}.");
}
