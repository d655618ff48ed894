namespace Daoban.Workflows.Documents;

/// <summary>
/// What a scanned paper may be, found from its content and never from what the client says. A file counts only when it
/// is whole: begun and ended as its format demands, with nothing behind, so that it cannot be another format as well.
/// </summary>
public sealed class DocumentType
{
    /// <summary>Largest document in bytes: 10 MiB.</summary>
    public const int MaximumBytes = 10 * 1024 * 1024;

    private DocumentType(string mediaType, string extension)
    {
        MediaType = mediaType;
        Extension = extension;
    }

    /// <summary>ISO 32000.</summary>
    public static DocumentType Pdf { get; } = new("application/pdf", "pdf");

    /// <summary>ISO 10918.</summary>
    public static DocumentType Jpeg { get; } = new("image/jpeg", "jpg");

    /// <summary>ISO 15948.</summary>
    public static DocumentType Png { get; } = new("image/png", "png");

    /// <summary>All types.</summary>
    public static IReadOnlyList<DocumentType> All { get; } = [Pdf, Jpeg, Png];

    /// <summary>For the <c>Content-Type</c> of an answer.</summary>
    public string MediaType { get; }

    /// <summary>For a file name, without the dot.</summary>
    public string Extension { get; }

    /// <summary>The type of a whole file; null when it is none of ours, cut off, or something else besides.</summary>
    public static DocumentType? Detect(ReadOnlySpan<byte> content)
    {
        DocumentType? type = PdfShape.IsWhole(content) ? Pdf
            : JpegShape.IsWhole(content) ? Jpeg
            : PngShape.IsWhole(content) ? Png
            : null;
        return type is null || ZipShape.EndsAsArchive(content) ? null : type;
    }

    /// <inheritdoc/>
    public override string ToString() => MediaType;
}
