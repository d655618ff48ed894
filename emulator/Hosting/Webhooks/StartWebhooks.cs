using System.Text.Json;
using Daoban.Emulator.Hosting.Durable;
using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Starts instances, and restarts them; waits for their end if asked to.</summary>
internal sealed class StartWebhooks(DurableHost durable, WebhookAddress address)
{
    private const string Exists = "A non-terminal instance with this instance ID already exists.";

    public async Task StartAsync(HttpContext context, DurableTaskClient client, string name, string? instanceId)
    {
        JsonElement? input;
        try
        {
            input = await WebhookBody.ReadAsync(context);
        }
        catch (JsonException exception)
        {
            await WebhookAnswer.BadJsonAsync(context, exception);
            return;
        }

        string id;
        try
        {
            id = await client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new StartOrchestrationOptions(instanceId), context.RequestAborted);
        }
        catch (OrchestrationAlreadyExistsException exception)
        {
            await WebhookAnswer.ErrorAsync(context, StatusCodes.Status409Conflict, Exists, exception);
            return;
        }

        await AnswerAsync(context, client, id);
    }

    public async Task RestartAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        bool withNewId = WebhookQuery.Flag(context.Request, "restartWithNewInstanceId", true);
        string id;
        try
        {
            id = await client.RestartAsync(instanceId, withNewId, context.RequestAborted);
        }
        catch (ArgumentException exception)
        {
            await WebhookAnswer.ErrorAsync(
                context,
                StatusCodes.Status400BadRequest,
                "InstanceId does not match a valid orchestration instance.",
                exception);
            return;
        }
        catch (InvalidOperationException exception)
        {
            await WebhookAnswer.ErrorAsync(context, StatusCodes.Status409Conflict, Exists, exception);
            return;
        }

        await AnswerAsync(context, client, id);
    }

    /// <remarks>
    /// A wait needs both parameters, as upstream; the engine tells of the end, so nothing is asked in intervals.
    /// </remarks>
    private async Task AnswerAsync(HttpContext context, DurableTaskClient client, string id)
    {
        TimeSpan? timeout = WebhookQuery.Seconds(context.Request, "timeout");
        TimeSpan? interval = WebhookQuery.Seconds(context.Request, "pollingInterval");
        if (timeout is not { } wait || interval is not { } pause)
        {
            await AcceptAsync(context, id);
            return;
        }

        if (pause > wait)
        {
            throw new ArgumentException(
                $"Total timeout {wait.TotalSeconds} should be bigger than retry timeout {pause.TotalSeconds}");
        }

        OrchestrationMetadata? ended = await WaitAsync(client, id, wait, context.RequestAborted);
        await (ended?.RuntimeStatus switch
        {
            null => AcceptAsync(context, id),
            OrchestrationRuntimeStatus.Completed => WebhookAnswer.JsonAsync(
                context, StatusCodes.Status200OK, EmbeddedJson.Of(ended.SerializedOutput)),
            _ => StatusWebhooks.GetAsync(context, client, id),
        });
    }

    private async Task AcceptAsync(HttpContext context, string id)
    {
        await address.PrepareAsync(context.RequestAborted);
        ManagementLinks links = ManagementLinks.Of(context.Request, id, durable, address.Query);
        context.Response.Headers.Location = links.StatusQueryGetUri;
        context.Response.Headers.RetryAfter = "10";
        await WebhookAnswer.JsonAsync(context, StatusCodes.Status202Accepted, links.ToJson());
    }

    /// <returns>Null when the time is over first.</returns>
    private static async Task<OrchestrationMetadata?> WaitAsync(
        DurableTaskClient client, string id, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait);
        try
        {
            return await client.WaitForInstanceCompletionAsync(id, true, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
