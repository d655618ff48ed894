using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues.Models;

namespace Daoban.Emulator.ServiceBus;

/// <summary>A delivered message under its lock. One thing at a time is done to it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class HeldMessage(
    BusQueue queue, QueueMessage raw, MessageEnvelope envelope, DateTimeOffset lockedUntil)
{
    private readonly SemaphoreSlim turn = new(1);
    private string receipt = raw.PopReceipt;

    public Guid Token { get; } = Guid.NewGuid();

    public MessageEnvelope Envelope => envelope;

    public int DeliveryCount { get; } = envelope.EarlierDeliveries + (int)raw.DequeueCount;

    public DateTimeOffset LockedUntil { get; private set; } = lockedUntil;

    /// <summary>Whether it was completed, abandoned or dead-lettered.</summary>
    public bool IsSettled { get; private set; }

    public TimeProvider Clock => queue.Clock;

    public TimeSpan LockDuration => queue.Options.LockDuration;

    public static ServiceBusException LockLost(string queue) => new(
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the "
        + "queue.",
        ServiceBusFailureReason.MessageLockLost,
        queue);

    public Task CompleteAsync(CancellationToken cancellationToken) => SettleAsync(
        () => queue.DeleteAsync(raw.MessageId, receipt, cancellationToken), cancellationToken);

    /// <summary>Gives it back at once; after the last permitted delivery it goes to the dead letters.</summary>
    public Task AbandonAsync(IDictionary<string, object>? changed, CancellationToken cancellationToken)
    {
        MessageEnvelope left = Changed(changed);
        return !queue.IsDeadLetters && DeliveryCount >= queue.Options.MaxDeliveryCount
            ? ExhaustAsync(left, cancellationToken)
            : SettleAsync(
                () => queue.ShowAsync(
                    raw.MessageId,
                    receipt,
                    ReferenceEquals(left, envelope) ? null : left.Write(),
                    TimeSpan.Zero,
                    cancellationToken),
                cancellationToken);
    }

    public Task DeadLetterAsync(
        IDictionary<string, object>? changed, string? reason, string? description, CancellationToken cancellationToken)
    {
        RefuseTwo(changed, ServiceBusReceivedMessage.ReasonName, reason, "reasons", "deadLetterReason");
        RefuseTwo(
            changed,
            ServiceBusReceivedMessage.DescriptionName,
            description,
            "error descriptions",
            "deadLetterErrorDescription");
        return BuryAsync(Changed(changed), reason, description, cancellationToken);
    }

    public Task ExhaustAsync(CancellationToken cancellationToken) => ExhaustAsync(envelope, cancellationToken);

    /// <summary>Locks it anew for the queue's lock duration.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfLost();
            DateTimeOffset until = Clock.GetUtcNow() + LockDuration;
            receipt = await queue.ShowAsync(raw.MessageId, receipt, null, LockDuration, cancellationToken)
                .ConfigureAwait(false);
            LockedUntil = until;
        }
        finally
        {
            turn.Release();
        }
    }

    private static void RefuseTwo(
        IDictionary<string, object>? changed, string property, string? value, string what, string parameter)
    {
        if (value is not null && changed?.TryGetValue(property, out object? other) == true && !Equals(other, value))
        {
            throw new InvalidOperationException(
                $"Differing deadletter {what} cannot be specified for both the 'propertiesToModify' and '{parameter}' "
                + "parameters. The values should either be identical or only be specified in one of the parameters.");
        }
    }

    private Task ExhaustAsync(MessageEnvelope left, CancellationToken cancellationToken) => BuryAsync(
        left,
        "MaxDeliveryCountExceeded",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Message could not be consumed after {queue.Options.MaxDeliveryCount} delivery attempts."),
        cancellationToken);

    private Task BuryAsync(
        MessageEnvelope left, string? reason, string? description, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, object?>> why = [];
        if (reason is not null)
        {
            why.Add(new(ServiceBusReceivedMessage.ReasonName, reason));
        }

        if (description is not null)
        {
            why.Add(new(ServiceBusReceivedMessage.DescriptionName, description));
        }

        MessageEnvelope dead = left.With(why) with { DeadLetterSource = queue.Name, EarlierDeliveries = DeliveryCount };
        return SettleAsync(
            async () =>
            {
                // A process that dies in between leaves both: it is delivered again, never lost.
                await queue.BuryAsync(dead, cancellationToken).ConfigureAwait(false);
                await queue.DeleteAsync(raw.MessageId, receipt, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private MessageEnvelope Changed(IDictionary<string, object>? changed) => changed is { Count: > 0 }
        ? envelope.With(changed.Select(each => KeyValuePair.Create(each.Key, (object?)each.Value)))
        : envelope;

    private async Task SettleAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfLost();
            await action().ConfigureAwait(false);
            IsSettled = true;
        }
        finally
        {
            turn.Release();
        }
    }

    private void ThrowIfLost()
    {
        if (IsSettled || Clock.GetUtcNow() >= LockedUntil)
        {
            throw LockLost(queue.Name);
        }
    }
}
