using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Privacy;

/// <summary>One version of a notice (告知书) or of a text for a separate consent (单独同意书).</summary>
public sealed record Notice
{
    /// <summary>Stable code; of a consent text it is the purpose that is consented to.</summary>
    public required string Code { get; init; }

    /// <summary>1, 2, …</summary>
    public required int Version { get; init; }

    /// <summary>Notice or consent text.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>First day in China on which it is shown; a version may be published ahead of it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>Codes of the purposes that it covers.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>The text, section by section.</summary>
    public required IReadOnlyList<NoticeSection> Sections { get; init; }

    /// <summary>The whole text as it is shown, read aloud and printed.</summary>
    public string TextZh() => string.Join(
        '\n', Sections.Select(section => $"{section.HeadingZh}\n{section.TextZh}").Prepend(TitleZh));

    /// <summary>SHA-256 over the UTF-8 of <see cref="TextZh"/>, lower-case hex.</summary>
    public string TextHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextZh())));
}
