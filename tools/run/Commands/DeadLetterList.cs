namespace Daoban.Run.Commands;

/// <summary>The messages that were given up.</summary>
internal sealed record DeadLetterList(IReadOnlyList<DeadLetterLine> Messages);
