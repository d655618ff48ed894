namespace Daoban.Workflows.Monitoring;

/// <summary>One wait.</summary>
/// <param name="Since">When it began.</param>
/// <param name="DueAt">By when it should be answered.</param>
internal readonly record struct Wait(DateTimeOffset Since, DateTimeOffset DueAt);
