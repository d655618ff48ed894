using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>One thing that happened in a case, as one of its records has it.</summary>
/// <param name="At">When, by that record.</param>
/// <param name="Source"><c>ledger</c> or <c>history</c>.</param>
/// <param name="Where"><c>ledger/{sequence}</c> or <c>history/{instanceId}/{index}</c>.</param>
/// <param name="What">Action of the ledger, or upstream's event type.</param>
/// <param name="Name">Orchestrator, activity or event, also of what a result answers.</param>
/// <param name="ActorId">Who, in the ledger.</param>
/// <param name="Role">In which role.</param>
/// <param name="StationId">Station acted at.</param>
/// <param name="Subject">Id it concerns.</param>
/// <param name="Outcome">Result code, or final status of an orchestration.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="AmountFen">Amount in fen.</param>
/// <param name="FireAt">When a timer is due.</param>
/// <param name="Flags">Codes of what is wrong with it; empty when nothing is.</param>
public sealed record TimelineLine(
    DateTimeOffset At,
    string Source,
    string Where,
    string What,
    string? Name,
    string? ActorId,
    string? Role,
    string? StationId,
    string? Subject,
    string? Outcome,
    string? Reason,
    long? AmountFen,
    DateTimeOffset? FireAt,
    IReadOnlyList<string> Flags)
{
    internal static TimelineLine Of(LedgerEntry entry) => new(
        entry.At,
        "ledger",
        TimelineCheck.Where(entry),
        entry.Action,
        Name: null,
        entry.ActorId,
        entry.Role,
        entry.StationId,
        entry.Subject,
        entry.Outcome,
        entry.Reason,
        entry.AmountFen,
        FireAt: null,
        Flags: []);

    internal static TimelineLine Of(TimelineEvent recorded) => new(
        recorded.Recorded.At,
        "history",
        TimelineCheck.Where(recorded),
        recorded.Recorded.Type,
        recorded.Name,
        ActorId: null,
        Role: null,
        StationId: null,
        recorded.Recorded.InstanceId,
        recorded.Recorded.Status,
        recorded.Recorded.FailureType,
        AmountFen: null,
        recorded.Recorded.FireAt,
        Flags: []);
}
