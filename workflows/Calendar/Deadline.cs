namespace Daoban.Workflows.Calendar;

/// <summary>When a limit ends.</summary>
/// <param name="At">The first instant after the limit, in UTC.</param>
/// <param name="IsProvisional">
/// True when a day that was counted lies in a year whose calendar the State Council had not published; to be computed
/// again when it is (rules R8.3).
/// </param>
public sealed record Deadline(DateTimeOffset At, bool IsProvisional);
