using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>Something for an instance's next turn.</summary>
/// <param name="Kind">Why the instance is woken.</param>
/// <param name="Event">The event; null unless <see cref="DeliveryKind.Event" />.</param>
/// <param name="ExecutionId">Only for this execution; null for any.</param>
internal sealed record Delivery(DeliveryKind Kind, HistoryEvent? Event = null, string? ExecutionId = null)
{
    /// <summary>The inbox row behind it; null for what lives in memory only.</summary>
    public InboxMessage? Message { get; init; }

    /// <summary>The timer row behind it.</summary>
    public TimerRow? Timer { get; init; }

    /// <summary>The instance as a client of this process has just stored it, so that it need not be read.</summary>
    public InstanceState? Created { get; init; }

    public static Delivery Nudge { get; } = new(DeliveryKind.Nudge);

    public static Delivery Of(InboxMessage message) => new(
        message.IsClientStart ? DeliveryKind.Start : DeliveryKind.Event, message.Event, message.ExecutionId)
    {
        Message = message,
    };

    public static Delivery Of(TimerRow timer) => timer.TimerId is { } id
        ? new Delivery(DeliveryKind.Event, Fired(timer, id), timer.ExecutionId) { Timer = timer }
        : new Delivery(DeliveryKind.Start, ExecutionId: timer.ExecutionId) { Timer = timer };

    private static TimerFiredEvent Fired(TimerRow timer, int id) =>
        new(-1, timer.DueAt) { TimerId = id, Timestamp = timer.CreatedAt };
}
