namespace Daoban.Workflows.Messages;

/// <summary>A message that no repetition will make readable. It goes to the dead letters at once.</summary>
/// <param name="reason">One of <see cref="DeadLetterReasons"/>.</param>
public sealed class PoisonMessageException(string reason) : InvalidOperationException($"The message is {reason}.")
{
    /// <summary>One of <see cref="DeadLetterReasons"/>.</summary>
    public string Reason { get; } = reason;
}
