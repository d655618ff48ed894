namespace Daoban.Workflows.Alerts;

/// <summary>One page of a day's alerts.</summary>
/// <param name="Day">A day in China.</param>
/// <param name="Alerts">At most 100, in the order of their ids.</param>
/// <param name="Continuation">Token of the next page; absent on the last.</param>
public sealed record AlertPage(DateOnly Day, IReadOnlyList<AlertView> Alerts, string? Continuation);
