using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Net.Http.Headers;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Feeds, holds, ends and rewinds instances. The instance's status is looked at first.</summary>
internal static class ControlWebhooks
{
    public static async Task RaiseEventAsync(
        HttpContext context, DurableTaskClient client, string instanceId, string eventName)
    {
        if (!await IsActiveAsync(context, client, instanceId))
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
        {
            await WebhookAnswer.ErrorAsync(
                context, StatusCodes.Status400BadRequest, "Only application/json request content is supported");
            return;
        }

        JsonElement payload;
        try
        {
            payload = await WebhookBody.ReadAsync(context) ?? throw new JsonException("There is no content.");
        }
        catch (JsonException exception)
        {
            await WebhookAnswer.BadJsonAsync(context, exception);
            return;
        }

        await client.RaiseEventAsync(instanceId, eventName, payload, context.RequestAborted);
        await AcceptAsync(context);
    }

    public static async Task TerminateAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        if (await IsActiveAsync(context, client, instanceId))
        {
            var options = new TerminateInstanceOptions(Reason(context));
            await client.TerminateInstanceAsync(instanceId, options, context.RequestAborted);
            await AcceptAsync(context);
        }
    }

    public static async Task SuspendAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        if (await IsActiveAsync(context, client, instanceId))
        {
            await client.SuspendInstanceAsync(instanceId, Reason(context), context.RequestAborted);
            await AcceptAsync(context);
        }
    }

    public static async Task ResumeAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        if (await IsActiveAsync(context, client, instanceId))
        {
            await client.ResumeInstanceAsync(instanceId, Reason(context), context.RequestAborted);
            await AcceptAsync(context);
        }
    }

    public static async Task RewindAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        if (await client.GetInstanceAsync(instanceId, context.RequestAborted) is not { } instance)
        {
            // The dollar sign is upstream's.
            await WebhookAnswer.JsonAsync(
                context,
                StatusCodes.Status404NotFound,
                $"No orchestration with instance ID \"${instanceId}\" found.");
        }
        else if (instance.RuntimeStatus != OrchestrationRuntimeStatus.Failed)
        {
            await WebhookAnswer.JsonAsync(
                context,
                StatusCodes.Status412PreconditionFailed,
                $"This orchestration has status {instance.RuntimeStatus}, but only orchestrations in the \"Failed\" "
                + "state can be rewound.");
        }
        else
        {
            await client.RewindInstanceAsync(instanceId, Reason(context) ?? "", context.RequestAborted);
            await AcceptAsync(context);
        }
    }

    /// <summary>Answers 404 for an instance that is not there and 410 for one that has ended.</summary>
    private static async Task<bool> IsActiveAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(instanceId, context.RequestAborted);
        if (instance is { IsCompleted: false })
        {
            return true;
        }

        await WebhookAnswer.EmptyAsync(
            context, instance is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
        return false;
    }

    private static string? Reason(HttpContext context) => WebhookQuery.Text(context.Request, "reason");

    private static Task AcceptAsync(HttpContext context) =>
        WebhookAnswer.EmptyAsync(context, StatusCodes.Status202Accepted);
}
