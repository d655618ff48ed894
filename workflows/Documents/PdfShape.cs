namespace Daoban.Workflows.Documents;

/// <summary>ISO 32000-2, 7.5: header, body, <c>startxref</c>, <c>%%EOF</c>.</summary>
internal static class PdfShape
{
    // Readers look for the trailer in the last 1,024 bytes; scanners write it in the last 40.
    private const int TrailerWindow = 1024;

    internal static bool IsWhole(ReadOnlySpan<byte> content)
    {
        // Readers also accept a header further down; a file that needs it hides something before it.
        if (!content.StartsWith("%PDF-1."u8) && !content.StartsWith("%PDF-2."u8))
        {
            return false;
        }

        ReadOnlySpan<byte> end = content[^Math.Min(TrailerWindow, content.Length)..];
        int eof = end.LastIndexOf("%%EOF"u8);
        return eof > 0
            && end[..eof].IndexOf("startxref"u8) >= 0
            && end[(eof + "%%EOF"u8.Length)..].IndexOfAnyExcept(" \t\r\n\0"u8) < 0;
    }
}
