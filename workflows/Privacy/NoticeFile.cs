using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Reads <c>notices.json</c>. It lies beside the assembly: the office puts its name and telephone in, and a new wording
/// is a new version beside the old ones, which records keep naming.
/// </summary>
internal static partial class NoticeFile
{
    private const string Schema = "notices/1";

    private static readonly NoticeTopic[] OfNotice =
    [
        NoticeTopic.Processor, NoticeTopic.Purpose, NoticeTopic.Method, NoticeTopic.Kinds, NoticeTopic.Retention,
        NoticeTopic.Recipients, NoticeTopic.Rights,
    ];

    private static readonly NoticeTopic[] OfConsent =
    [
        NoticeTopic.Processor, NoticeTopic.Purpose, NoticeTopic.Method, NoticeTopic.Kinds, NoticeTopic.Retention,
        NoticeTopic.Effect, NoticeTopic.Alternative, NoticeTopic.Withdrawal,
    ];

    internal static string DefaultPath => DataFile.BesideAssembly("Privacy", "notices.json");

    /// <exception cref="DataFileException">Unusable; names file, notice and field.</exception>
    internal static INotices Load(string path)
    {
        using JsonDocument document = DataFile.Parse(path);
        DataFile.RequireSchema(path, document.RootElement, Schema);
        List<Notice> notices = [];
        foreach (JsonElement element in
            DataFile.Member(path, "file", document.RootElement, "notices", JsonValueKind.Array).EnumerateArray())
        {
            string code = DataFile.Member(path, "notice", element, "code", JsonValueKind.String).GetString()!;
            Notice notice = DataFile.Read<Notice>(path, $"notice {code}", element);
            if (FaultOf(notice, notices) is { } fault)
            {
                throw new DataFileException(path, $"notice {code} version {notice.Version}", fault);
            }

            notices.Add(notice);
        }

        foreach ((string code, NoticeKind kind) in NoticeCodes.Needed)
        {
            if (!notices.Any(notice => notice.Code == code && notice.Kind == kind))
            {
                throw new DataFileException(path, "notices", $"lacks {code} of its kind");
            }
        }

        return new FixedNotices(notices);
    }

    // Versions stand in order, so that the one in force is the last whose day has come.
    private static string? FaultOf(Notice notice, List<Notice> before)
    {
        Notice? previous = before.LastOrDefault(other => other.Code == notice.Code);
        NoticeTopic[] needed = notice.Kind is NoticeKind.Notice ? OfNotice : OfConsent;
        return !Code().IsMatch(notice.Code) ? "code: must be lower-case letters and hyphens"
            : notice.Version != (previous?.Version ?? 0) + 1 ? "version: versions stand in order from 1"
            : previous is not null && previous.Kind != notice.Kind ? "kind: differs from the version before"
            : notice.ValidFrom <= previous?.ValidFrom ? "validFrom: must be later than the version before"
            : notice.Purposes.Count == 0 ? "purposes: must not be empty"
            : notice.Sections.Any(section => string.IsNullOrWhiteSpace(section.TextZh)) ? "sections: has an empty text"
            : needed.Where(topic => notice.Sections.All(section => section.Topic != topic))
                .Select(topic => $"sections: lacks {topic}")
                .FirstOrDefault();
    }

    [GeneratedRegex(@"^[a-z][a-z-]{0,31}\z")]
    private static partial Regex Code();
}
