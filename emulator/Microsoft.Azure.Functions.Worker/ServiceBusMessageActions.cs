using Azure.Messaging.ServiceBus;
using Daoban.Emulator.ServiceBus;
using Grpc.Core;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Lets a function settle its message. What fails is an <see cref="RpcException"/>, since upstream asks the host.
/// </summary>
public class ServiceBusMessageActions
{
    private readonly HeldMessage? own;

    internal ServiceBusMessageActions(HeldMessage own) => this.own = own;

    protected ServiceBusMessageActions()
    {
    }

    public virtual Task CompleteMessageAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        AskAsync(message, held => held.CompleteAsync(cancellationToken));

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        AskAsync(message, held => held.AbandonAsync(propertiesToModify, cancellationToken));

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => AskAsync(message, held => held.DeadLetterAsync(
            propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken));

    public virtual Task RenewMessageLockAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        AskAsync(message, held => held.RenewAsync(cancellationToken));

    private async Task AskAsync(ServiceBusReceivedMessage message, Func<HeldMessage, Task> action)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (own is null || message.Held?.Token != own.Token)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"LockToken {message.LockToken} not found."));
        }

        try
        {
            await action(own).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ServiceBusException or NotSupportedException)
        {
            throw new RpcException(new Status(StatusCode.Unknown, failure.ToString()));
        }
    }
}
