namespace Daoban.Workflows.Messages;

/// <summary>The dead letters of one transport.</summary>
public interface IDeadLetters
{
    /// <summary>One of <see cref="MessageTransports"/>.</summary>
    string Transport { get; }

    /// <summary>The first dead letters of a queue, at most <paramref name="most"/> (1 to 32).</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(QueueDefinition queue, int most, CancellationToken cancellationToken);

    /// <summary>About how many dead letters the queue has.</summary>
    Task<long> CountAsync(QueueDefinition queue, CancellationToken cancellationToken);

    /// <summary>
    /// Sends dead letters again and then removes them, in this order: whoever dies in between leaves a repetition.
    /// Looks at the first 320 of the queue, so that one that fails again at once cannot keep the call busy.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="id">The only one; null for all of them. Several with the same id are sent once.</param>
    /// <param name="send">Sends a message with the given id and text.</param>
    /// <param name="cancellationToken">Ends it between two messages.</param>
    /// <returns>How many were sent.</returns>
    Task<int> ReplayAsync(
        QueueDefinition queue,
        string? id,
        Func<OutgoingMessage, CancellationToken, Task> send,
        CancellationToken cancellationToken);
}
