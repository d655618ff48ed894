namespace Daoban.Workflows.Messages;

/// <summary>Dead letters of all queues on all transports.</summary>
/// <param name="Counts">How many there are.</param>
/// <param name="Messages">The first 32 of each queue.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetterCount> Counts, IReadOnlyList<DeadLetter> Messages);
