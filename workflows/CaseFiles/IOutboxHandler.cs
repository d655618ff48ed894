using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Carries out one kind of outbox item. Safe to run twice and in two processes at once.</summary>
public interface IOutboxHandler
{
    /// <summary>The kind it serves.</summary>
    string Kind { get; }

    /// <summary>Carries the item out.</summary>
    /// <returns>True when the effect is final; false when the receiver's own commit will remove the item.</returns>
    Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken);
}
