namespace Daoban.Workflows.Audit;

/// <summary>How ledger and history tell of the same step.</summary>
/// <param name="Action">Action of the ledger entry.</param>
/// <param name="Moment">Kind of the event.</param>
/// <param name="Name">Orchestrator, activity or event.</param>
/// <param name="Path">
/// Where the event names what the entry's subject names: <c>instance</c>, <c>result.decisionId</c>,
/// <c>event.bankSerial</c>; or <see cref="Turn"/> where it names nothing.
/// </param>
/// <param name="IsOutcome">Whether it is the entry's outcome that is named, not its subject.</param>
/// <param name="Result">For which results the rule holds.</param>
internal sealed record TimelineRule(
    string Action,
    HistoryMoment Moment,
    string Name,
    string Path,
    bool IsOutcome = false,
    ExpectedResult Result = ExpectedResult.Any)
{
    /// <summary>Histories are given out without the inputs of activities: these are paired by their turn.</summary>
    public const string Turn = "turn";
}
