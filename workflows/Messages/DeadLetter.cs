namespace Daoban.Workflows.Messages;

/// <summary>A message that was given up. Its content is not shown.</summary>
/// <param name="Id">Its message id; for one that has none, an id of the transport's.</param>
/// <param name="Queue">The queue that it was sent to.</param>
/// <param name="Transport">Where it lies: one of <see cref="MessageTransports"/>.</param>
/// <param name="Reason">One of <see cref="DeadLetterReasons"/>.</param>
/// <param name="FailureCode">Types and codes of its last failure, when that is known.</param>
/// <param name="SentAt">When it was sent or, for a storage queue, given up.</param>
public sealed record DeadLetter(
    string Id, string Queue, string Transport, string Reason, string? FailureCode, DateTimeOffset? SentAt);
