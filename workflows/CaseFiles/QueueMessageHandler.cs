using Daoban.Workflows.Messages;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Sends a small message to a queue; subject = queue name and id. The item stays until the receiver's commit
/// removes it: a message that a dying process took along is sent again, and no message is load-bearing.
/// </summary>
internal sealed class QueueMessageHandler(Messenger messenger) : IOutboxHandler
{
    public const string KindName = "queue-message";

    public string Kind => KindName;

    public static string Subject(string queue, string id) => $"{queue}|{id}";

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        string[] subject = item.Subject.Split('|', 2);
        await messenger.SendAsync(
            OutgoingMessage.Create(
                MessageQueues.Get(subject[0]),
                $"{caseId}.{subject[1]}",
                item.Payload,
                Tracing.Current ?? item.TraceParent),
            cancellationToken);
        return false;
    }
}
