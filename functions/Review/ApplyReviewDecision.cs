using Daoban.Functions.Messages;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Review;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Review;

/// <summary>Applies one decision from the storage queue. A message may arrive any number of times.</summary>
internal sealed class ApplyReviewDecision(ReviewDecisionHandler handler, StorageQueueReception reception)
{
    [Function(nameof(ApplyReviewDecision))]
    public Task RunAsync(
        [QueueTrigger(MessageQueues.ReviewDecisions, Connection = "DaobanStorage")] string message,
        long dequeueCount,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => reception.ReceiveAsync(
            MessageQueues.Get(MessageQueues.ReviewDecisions),
            message,
            dequeueCount,
            () => handler.HandleAsync(message, client, cancellationToken),
            cancellationToken);
}
