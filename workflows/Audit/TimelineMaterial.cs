using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>
/// What a timeline is made of, read in this order: the ledger up to where the histories must have everything, the
/// histories, and the case with a ledger that must have everything of the histories. So a case that moves meanwhile
/// does not look as if something were missing.
/// </summary>
/// <param name="Known">Number of the last entry before the histories were read.</param>
/// <param name="InstanceIds">The instances that there should be.</param>
/// <param name="Instances">Those that there are.</param>
/// <param name="File">The case file.</param>
/// <param name="Lines">Its ledger.</param>
/// <param name="IsReadable">Whether every row of the ledger could be read.</param>
internal sealed record TimelineMaterial(
    long Known,
    IReadOnlyList<string> InstanceIds,
    IReadOnlyList<TimelineInstance> Instances,
    CaseFile File,
    IReadOnlyList<LedgerLine> Lines,
    bool IsReadable)
{
    /// <summary>The ledger's entries.</summary>
    public IEnumerable<LedgerEntry> Entries => Lines.Select(line => line.Entry);

    /// <summary>The entry that asked for an instance; null when none did.</summary>
    public LedgerEntry? FirstOf(string instanceId) => Entries.FirstOrDefault(entry => entry.Subject == instanceId);

    /// <summary>Whether an instance was removed on purpose, its history entered before.</summary>
    public bool IsPurged(string instanceId) => Entries.Any(entry =>
        entry.Action == LedgerActions.HistoryEntered
        && entry.Subject == instanceId
        && entry.Reason == HistoryEntering.Purge);

    /// <summary>The instance; null when the engine has none of that id.</summary>
    public TimelineInstance? Find(string instanceId) =>
        Instances.FirstOrDefault(instance => instance.InstanceId == instanceId);
}
