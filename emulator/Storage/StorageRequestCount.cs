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
    internal static string OperationOf(string service, RequestMethod method, string path, string query) => service switch
    {
        "table" => path.EndsWith("/$batch", StringComparison.Ordinal) ? "transaction"
            : path.EndsWith("/Tables", StringComparison.Ordinal) || path.Contains("/Tables(", StringComparison.Ordinal)
                ? "table"
            : method == RequestMethod.Get ? path.Contains("PartitionKey=", StringComparison.Ordinal) ? "get" : "query"
            : method == RequestMethod.Post ? "insert"
            : method == RequestMethod.Put ? "replace"
            : method == RequestMethod.Delete ? "delete"
            : "merge",
        "queue" => !path.Contains("/messages", StringComparison.Ordinal) ? "queue"
            : method == RequestMethod.Post ? "put"
            : method == RequestMethod.Put ? "update"
            : method == RequestMethod.Delete ? "delete"
            : query.Contains("peekonly=true", StringComparison.Ordinal) ? "peek"
            : "receive",
        _ => query.Contains("comp=list", StringComparison.Ordinal) && !query.Contains("blocklist", StringComparison.Ordinal)
                ? "list"
            : query.Contains("restype=container", StringComparison.Ordinal) ? "container"
            : query.Contains("comp=lease", StringComparison.Ordinal) ? "lease"
            : query.Contains("comp=metadata", StringComparison.Ordinal) ? "set-metadata"
            : method == RequestMethod.Get ? "get"
            : method == RequestMethod.Head ? "head"
            : method == RequestMethod.Delete ? "delete"
            : "put",
    };

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
