namespace Daoban.Run.Commands;

/// <summary>A message that was given up, as the application shows it.</summary>
internal sealed record DeadLetterLine(string Id, string Queue, string Transport, string Reason, string? FailureCode);
