using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Messages;

/// <summary>Sends messages over the transport that the settings name.</summary>
/// <param name="options">They name it; checked at the start.</param>
/// <param name="senders">What this build has.</param>
public sealed class Messenger(IOptions<MessageOptions> options, IEnumerable<IMessageSender> senders)
{
    private readonly IMessageSender sender = senders.Single(sender => sender.Transport == options.Value.Transport);

    /// <inheritdoc cref="IMessageSender.SendAsync"/>
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(message, cancellationToken);

    /// <inheritdoc cref="IMessageSender.IsReachableAsync"/>
    public Task<bool> IsReachableAsync(QueueDefinition queue, CancellationToken cancellationToken) =>
        sender.IsReachableAsync(queue, cancellationToken);
}
