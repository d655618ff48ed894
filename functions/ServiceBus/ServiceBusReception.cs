using Azure.Messaging.ServiceBus;
using Daoban.Functions.Http;
using Daoban.Workflows.Messages;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.ServiceBus;

/// <summary>
/// What becomes of a message of a Service Bus queue: completed; poison is dead-lettered at once with its reason; after
/// another failure it is given back with the failure's code on it, until the queue's delivery limit is reached.
/// </summary>
internal sealed partial class ServiceBusReception(ILogger<ServiceBusReception> logger)
{
    /// <summary>Application property with the code of the latest failure.</summary>
    public const string FailureProperty = "lastFailure";

    private const int LongestFailure = 400;

    /// <param name="message">The message.</param>
    /// <param name="actions">Settle it.</param>
    /// <param name="handle">Handles its text.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RpcException">The lock was lost: the message comes again, and is known then.</exception>
    public async Task ReceiveAsync(
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        Func<string, Task> handle,
        CancellationToken cancellationToken)
    {
        try
        {
            await handle(message.Body.ToString());
        }
        catch (PoisonMessageException poison)
        {
            await actions.DeadLetterMessageAsync(
                message, deadLetterReason: poison.Reason, cancellationToken: cancellationToken);
            return;
        }
        catch (Exception failure)
        {
            await GiveBackAsync(message, actions, Failure.Describe(failure));
            throw;
        }

        await actions.CompleteMessageAsync(message, cancellationToken);
    }

    /// <remarks>Also when the host is stopping: what is given back now need not wait for its lock to end.</remarks>
    private async Task GiveBackAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, string code)
    {
        try
        {
            await actions.AbandonMessageAsync(
                message,
                new Dictionary<string, object> { [FailureProperty] = code[..Math.Min(code.Length, LongestFailure)] },
                CancellationToken.None);
        }
        catch (RpcException lost)
        {
            // It comes again by itself, without the code.
            LogNotGivenBack(message.MessageId, lost.StatusCode);
        }
    }

    [LoggerMessage(2113, LogLevel.Warning, "Message {MessageId} could not be given back ({Status}): its lock must end")]
    private partial void LogNotGivenBack(string messageId, StatusCode status);
}
