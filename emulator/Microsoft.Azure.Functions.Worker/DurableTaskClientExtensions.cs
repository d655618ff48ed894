using System.Net;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Answers with links to an orchestration's webhooks. The links hold the system key: whoever gets them can manage every
/// orchestration of the app.
/// </summary>
public static class DurableTaskClientExtensions
{
    // The double braces are upstream's.
    private const string Reason = "reason={{text}}";

    /// <summary>202 with the status link as Location and all links as JSON.</summary>
    public static Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        CancellationToken cancellation = default) =>
        client.CreateCheckStatusResponseAsync(request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>The status with the status link as Location and all links as JSON.</summary>
    public static async Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        HttpStatusCode statusCode,
        CancellationToken cancellation = default)
    {
        (HttpResponseData response, HttpManagementPayload links) = Begin(client, request, instanceId, statusCode);
        await WorkerSerializer.Of(response.FunctionContext)
            .SerializeAsync(response.Body, links, typeof(HttpManagementPayload), cancellation);
        return response;
    }

    /// <inheritdoc cref="CreateCheckStatusResponse(DurableTaskClient, HttpRequestData, string, HttpStatusCode,
    /// CancellationToken)"/>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        CancellationToken cancellation = default) =>
        client.CreateCheckStatusResponse(request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>Throws over ASP.NET Core, whose bodies are asynchronous, as upstream does.</summary>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        HttpStatusCode statusCode,
        CancellationToken cancellation = default)
    {
        (HttpResponseData response, HttpManagementPayload links) = Begin(client, request, instanceId, statusCode);
        WorkerSerializer.Of(response.FunctionContext)
            .Serialize(response.Body, links, typeof(HttpManagementPayload), cancellation);
        return response;
    }

    /// <summary>The links, at the request's own address if there is one.</summary>
    /// <exception cref="ArgumentException"><paramref name="instanceId"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">There is no request, and the client is not bound by the
    /// host.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(
        this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        if (string.IsNullOrEmpty(instanceId))
        {
            throw new ArgumentException("InstanceId cannot be null or empty.", nameof(instanceId));
        }

        WebhookAddress? address = (client as FunctionsDurableTaskClient)?.Webhooks;
        string baseUrl = request is null
            ? address?.BaseUrl ?? throw new InvalidOperationException(
                "The address of the webhooks is not known: take the client as a binding, or give the request.")
            : request.Url.GetLeftPart(UriPartial.Authority) + WebhookAddress.BasePath;
        string instance = $"{baseUrl}/instances/{Uri.EscapeDataString(instanceId)}";
        string? code = address?.Query;
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = Link(""),
            SendEventPostUri = Link("/raiseEvent/{eventName}"),
            TerminatePostUri = Link("/terminate", Reason),
            PurgeHistoryDeleteUri = Link(""),
            SuspendPostUri = Link("/suspend", Reason),
            ResumePostUri = Link("/resume", Reason),
        };

        string Link(string operation, string? query = null) =>
            string.Join('?', new[] { instance + operation, string.Join('&', new[] { query, code }.OfType<string>()) }
                .Where(part => part.Length > 0));
    }

    private static (HttpResponseData Response, HttpManagementPayload Links) Begin(
        DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        HttpManagementPayload links = client.CreateHttpManagementPayload(instanceId, request);
        HttpResponseData response = request.CreateResponse(statusCode);
        response.Headers.Add("Location", links.StatusQueryGetUri);
        response.Headers.Add("Content-Type", "application/json");
        return (response, links);
    }
}
