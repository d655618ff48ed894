namespace Daoban.Workflows.Messages;

/// <summary>All queues of the application. The infrastructure is compared with this list.</summary>
public static class MessageQueues
{
    /// <summary>Reviewers' decisions on their way to their case.</summary>
    public const string ReviewDecisions = "review-decisions";

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<QueueDefinition> All { get; } =
        [new(ReviewDecisions, Format: 1, TimeToLive: TimeSpan.FromDays(7), DeliveryLimit: 5)];

    /// <summary>The queue of this name, or null.</summary>
    public static QueueDefinition? Find(string? name) => All.FirstOrDefault(queue => queue.Name == name);

    /// <exception cref="ArgumentException">There is no queue of this name.</exception>
    public static QueueDefinition Get(string name) =>
        Find(name) ?? throw new ArgumentException("Not a queue of this application.", nameof(name));
}
