using System.Text.Json;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Raises an external event that names what it answers; subject = instance id.</summary>
internal sealed class RaiseEventHandler : IOutboxHandler
{
    public const string KindName = "raise-event";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        EventRequest request = RowJson.Deserialize<EventRequest>(item.Payload);
        if (item.IsFresh && request.HasStarted)
        {
            await client.RaiseEventAsync(item.Subject, request.EventName, request.Payload, cancellationToken);
            return true;
        }

        OrchestrationMetadata? instance = await client.GetInstanceAsync(item.Subject, cancellationToken);
        if (instance is null or { RuntimeStatus: OrchestrationRuntimeStatus.Pending })
        {
            // An event to an instance that has not started can be lost on the real host.
            return false;
        }

        if (!instance.IsCompleted)
        {
            await client.RaiseEventAsync(item.Subject, request.EventName, request.Payload, cancellationToken);
        }

        return true;
    }

    /// <param name="EventName">Name of the external event.</param>
    /// <param name="Payload">Its payload, as JSON; names what it answers.</param>
    /// <param name="HasStarted">
    /// Whether the instance has run by its own account: what the event answers is a row that one of its activities
    /// wrote.
    /// </param>
    internal sealed record EventRequest(string EventName, JsonElement Payload, bool HasStarted = false);
}
