namespace Daoban.Workflows.Messages;

/// <summary>Sends messages over one transport. Thread-safe.</summary>
public interface IMessageSender
{
    /// <summary>One of <see cref="MessageTransports"/>.</summary>
    string Transport { get; }

    /// <summary>Sends a message; it may arrive more than once, and in any order.</summary>
    Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Whether the queue is there; one request.</summary>
    /// <returns>False, or any exception, when it is not.</returns>
    Task<bool> IsReachableAsync(QueueDefinition queue, CancellationToken cancellationToken);
}
