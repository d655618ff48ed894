using Daoban.Workflows.Review;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Review;

/// <summary>Applies one decision from the queue. A message may arrive any number of times.</summary>
internal sealed class ApplyReviewDecision(ReviewDecisionHandler handler)
{
    [Function(nameof(ApplyReviewDecision))]
    public Task RunAsync(
        [QueueTrigger("review-decisions", Connection = "DaobanStorage")] string message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        handler.HandleAsync(message, client, cancellationToken);
}
