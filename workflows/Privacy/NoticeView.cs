namespace Daoban.Workflows.Privacy;

/// <summary>A notice as stations show it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">Notice or consent text.</param>
/// <param name="ValidFrom">First day in China on which it is shown.</param>
/// <param name="IsInForce">Whether it is the version to show now.</param>
/// <param name="TitleZh">Title.</param>
/// <param name="Purposes">Purposes that it covers.</param>
/// <param name="Sections">The text in sections, for large type.</param>
/// <param name="TextZh">The whole text, for reading aloud and printing.</param>
/// <param name="TextHash">SHA-256 of the whole text, lower-case hex.</param>
public sealed record NoticeView(
    string Code,
    int Version,
    NoticeKind Kind,
    DateOnly ValidFrom,
    bool IsInForce,
    string TitleZh,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<NoticeSection> Sections,
    string TextZh,
    string TextHash)
{
    /// <summary>A notice as it stands on a day in China.</summary>
    public static NoticeView Of(Notice notice, INotices notices, DateOnly today) => new(
        notice.Code,
        notice.Version,
        notice.Kind,
        notice.ValidFrom,
        notices.InForce(notice.Code, today) == notice,
        notice.TitleZh,
        notice.Purposes,
        notice.Sections,
        notice.TextZh(),
        notice.TextHash());
}
