using Azure.Messaging.ServiceBus;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Review;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.ServiceBus;

/// <summary>Applies one decision from the Service Bus queue. A message may arrive any number of times.</summary>
internal sealed class ApplyReviewDecisionFromServiceBus(ReviewDecisionHandler handler, ServiceBusReception reception)
{
    [Function(nameof(ApplyReviewDecisionFromServiceBus))]
    public Task RunAsync(
        [ServiceBusTrigger(
            MessageQueues.ReviewDecisions,
            Connection = ServiceBusSettings.Connection,
            AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => reception.ReceiveAsync(
            message, actions, text => handler.HandleAsync(text, client, cancellationToken), cancellationToken);
}
