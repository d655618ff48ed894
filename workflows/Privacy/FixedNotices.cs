namespace Daoban.Workflows.Privacy;

internal sealed class FixedNotices(IEnumerable<Notice> notices) : INotices
{
    public IReadOnlyList<Notice> All { get; } =
        [.. notices.OrderBy(notice => notice.Code, StringComparer.Ordinal).ThenBy(notice => notice.Version)];

    public Notice? Find(string code, int version) =>
        All.FirstOrDefault(notice => notice.Code == code && notice.Version == version);

    public Notice? InForce(string code, DateOnly day) =>
        All.LastOrDefault(notice => notice.Code == code && notice.ValidFrom <= day);
}
