using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Daoban.Emulator.Storage;

/// <summary>
/// Counts the requests to one service of Azure Storage by operation and class of their status: metric
/// <c>daoban.storage.requests</c>.
/// </summary>
/// <param name="service"><c>blob</c>, <c>queue</c> or <c>table</c>.</param>
internal sealed class StorageRequestCount(string service) : HttpPipelinePolicy
{
    private static readonly Meter Meter = new("Daoban.Emulator");

    private static readonly KeyValuePair<string, object?> None = new("status", "none");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "daoban.storage.requests", "{request}", "Requests to Azure Storage, every try of each.");

    /// <inheritdoc />
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            Count(message);
        }
    }

    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Count(message);
        }
    }

    /// <summary>What a request asks of the service, a low number of names.</summary>
    internal static string OperationOf(
        string service, RequestMethod method, string path, string query) => service switch
        {
            "table" => TableOperation(method.Method, path),
            "queue" => QueueOperation(method.Method, path, query),
            _ => BlobOperation(method.Method, query),
        };

    private static string TableOperation(string method, string path) => method switch
    {
        _ when path.EndsWith("/$batch", StringComparison.Ordinal) => "transaction",
        _ when Contains(path, "/Tables") => "table",
        "GET" when Contains(path, "PartitionKey=") => "get",
        "GET" => "query",
        "POST" => "insert",
        "PUT" => "replace",
        "DELETE" => "delete",
        _ => "merge",
    };

    private static string QueueOperation(string method, string path, string query) => method switch
    {
        _ when !Contains(path, "/messages") => "queue",
        "POST" => "put",
        "PUT" => "update",
        "DELETE" => "delete",
        _ => Contains(query, "peekonly=true") ? "peek" : "receive",
    };

    private static string BlobOperation(string method, string query) => method switch
    {
        _ when query.EndsWith("comp=list", StringComparison.Ordinal) || Contains(query, "comp=list&") => "list",
        _ when Contains(query, "restype=container") => "container",
        _ when Contains(query, "comp=lease") => "lease",
        _ when Contains(query, "comp=metadata") => "set-metadata",
        "GET" => "get",
        "HEAD" => "head",
        "DELETE" => "delete",
        _ => "put",
    };

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private void Count(HttpMessage message)
    {
        if (!Requests.Enabled)
        {
            return;
        }

        RequestUriBuilder uri = message.Request.Uri;
        Requests.Add(
            1,
            new("service", service),
            new("operation", OperationOf(service, message.Request.Method, uri.Path, uri.Query)),
            message.HasResponse ? new("status", $"{message.Response.Status / 100}xx") : None);
    }
}
