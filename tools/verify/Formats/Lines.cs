using System.Diagnostics.CodeAnalysis;

namespace Daoban.Verify.Formats;

/// <summary>Files of lines, each of which ends with one line feed.</summary>
internal static class Lines
{
    /// <summary>The lines without their line feeds; false when the last one is cut off.</summary>
    public static bool TrySplit(
        ReadOnlyMemory<byte> content, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? lines)
    {
        lines = null;
        if (content.Length > 0 && content.Span[^1] != (byte)'\n')
        {
            return false;
        }

        List<ReadOnlyMemory<byte>> found = [];
        while (content.Length > 0)
        {
            int end = content.Span.IndexOf((byte)'\n');
            found.Add(content[..end]);
            content = content[(end + 1)..];
        }

        lines = found;
        return true;
    }
}
