using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Sends a small message to a storage queue; subject = queue name and id. The item stays until the receiver's commit
/// removes it: a message that a dying process took along is sent again, and no message is load-bearing.
/// </summary>
internal sealed class QueueMessageHandler(StorageAccount storage) : IOutboxHandler
{
    public const string KindName = "queue-message";

    public string Kind => KindName;

    public static string Subject(string queue, string id) => $"{queue}|{id}";

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        QueueClient queue = storage.Queues.GetQueueClient(item.Subject.Split('|')[0]);
        await queue.SendMessageAsync(Traced(item), cancellationToken);
        return false;
    }

    // The consumer runs in a trace of its own and links it to this one.
    private static string Traced(OutboxItem item)
    {
        if ((Tracing.Current ?? item.TraceParent) is not { } trace)
        {
            return item.Payload;
        }

        JsonNode message = JsonNode.Parse(item.Payload)!;
        message["traceParent"] = trace;
        return message.ToJsonString(RowJson.Options);
    }
}
