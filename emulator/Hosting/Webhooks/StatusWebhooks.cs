using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Shows one instance, or a page of them.</summary>
internal static class StatusWebhooks
{
    private const string TokenHeader = "x-ms-continuation-token";

    public static async Task GetAsync(HttpContext context, DurableTaskClient client, string instanceId)
    {
        HttpRequest request = context.Request;
        bool showInput = WebhookQuery.Flag(request, "showInput", true);
        if (await client.GetInstanceAsync(instanceId, true, context.RequestAborted) is not { } instance)
        {
            await WebhookAnswer.EmptyAsync(context, StatusCodes.Status404NotFound);
            return;
        }

        JsonObject body = InstanceJson.Of(instance, showInput);
        if (WebhookQuery.Flag(request, "showHistory", false)
            && instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending)
        {
            body["historyEvents"] = HistoryJson.Of(
                await client.GetOrchestrationHistoryAsync(instanceId, context.RequestAborted),
                showInput,
                WebhookQuery.Flag(request, "showHistoryOutput", false));
        }

        int status = StatusOf(instance, WebhookQuery.Flag(request, "returnInternalServerErrorOnFailure", false));
        if (status == StatusCodes.Status202Accepted)
        {
            context.Response.Headers.Location = request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = "5";
        }

        await WebhookAnswer.JsonAsync(context, status, body);
    }

    public static async Task ListAsync(HttpContext context, DurableTaskClient client)
    {
        HttpRequest request = context.Request;
        bool showInput = WebhookQuery.Flag(request, "showInput", true);
        var query = new OrchestrationQuery(
            WebhookQuery.Time(request, "createdTimeFrom"),
            WebhookQuery.Time(request, "createdTimeTo"),
            WebhookQuery.Statuses(request),
            InstanceIdPrefix: WebhookQuery.Text(request, "instanceIdPrefix"),
            PageSize: WebhookQuery.Count(request, "top") ?? OrchestrationQuery.DefaultPageSize,
            FetchInputsAndOutputs: showInput,
            ContinuationToken: Decode(request.Headers[TokenHeader]));
        await using IAsyncEnumerator<Page<OrchestrationMetadata>> pages =
            client.GetAllInstancesAsync(query).AsPages().GetAsyncEnumerator(context.RequestAborted);
        Page<OrchestrationMetadata> page =
            await pages.MoveNextAsync() ? pages.Current : new Page<OrchestrationMetadata>([]);
        if (page.ContinuationToken is { } next)
        {
            context.Response.Headers[TokenHeader] = Convert.ToBase64String(Encoding.UTF8.GetBytes(next));
        }

        JsonNode[] instances = [.. page.Values.Select(instance => InstanceJson.Of(instance, showInput))];
        await WebhookAnswer.JsonAsync(context, StatusCodes.Status200OK, new JsonArray(instances));
    }

    private static int StatusOf(OrchestrationMetadata instance, bool failsAsError) => instance.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Failed when failsAsError => StatusCodes.Status500InternalServerError,
        _ when instance.IsCompleted => StatusCodes.Status200OK,
        _ => StatusCodes.Status202Accepted,
    };

    /// <exception cref="ArgumentException">It is no token of ours.</exception>
    private static string? Decode(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token.Trim()));
        }
        catch (FormatException exception)
        {
            throw new ArgumentException("The continuation token is not one that was given out.", exception);
        }
    }
}
