namespace Daoban.Workflows.Audit;

/// <summary>Something that does not agree.</summary>
/// <param name="Code">One of <see cref="TimelineFindings"/>.</param>
/// <param name="Where">
/// The line (<c>ledger/12</c>, <c>history/{instanceId}/3</c>), the row, the instance, or <c>ledger</c>.
/// </param>
public sealed record TimelineFinding(string Code, string Where);
