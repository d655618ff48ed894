using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Deletes instances that have ended.</summary>
internal static class PurgeWebhooks
{
    public static async Task PurgeAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        PurgeResult result;
        try
        {
            result = await client.PurgeInstanceAsync(instanceId, context.RequestAborted);
        }
        catch (InvalidOperationException exception)
        {
            // It has not ended.
            await WebhookAnswer.JsonAsync(context, StatusCodes.Status412PreconditionFailed, exception.Message);
            return;
        }

        await AnswerAsync(context, result);
    }

    /// <remarks>
    /// A query whose statuses are all misspelt deletes nothing, where upstream deletes whatever has ended.
    /// </remarks>
    public static async Task PurgeAllAsync(HttpContext context, DurableTaskClient client)
    {
        HttpRequest request = context.Request;
        if (WebhookQuery.Time(request, "createdTimeFrom") is not { } from)
        {
            await WebhookAnswer.JsonAsync(
                context, StatusCodes.Status400BadRequest, "Please provide value for 'createdTimeFrom' parameter.");
            return;
        }

        IReadOnlyList<OrchestrationRuntimeStatus>? statuses = WebhookQuery.Statuses(request);
        var filter = new PurgeInstancesFilter(from, WebhookQuery.Time(request, "createdTimeTo"), statuses);
        await AnswerAsync(context, statuses is []
            ? new PurgeResult(0)
            : await client.PurgeAllInstancesAsync(filter, context.RequestAborted));
    }

    private static Task AnswerAsync(HttpContext context, PurgeResult result) => result.PurgedInstanceCount == 0
        ? WebhookAnswer.EmptyAsync(context, StatusCodes.Status404NotFound)
        : WebhookAnswer.JsonAsync(
            context,
            StatusCodes.Status200OK,
            new JsonObject { ["instancesDeleted"] = result.PurgedInstanceCount });
}
