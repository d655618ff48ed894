using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Daoban.Workflows.Storage;

/// <summary>
/// The one storage account of the application, from a connection string, so that any cloud's endpoints work.
/// Thread-safe; the clients live as long as the process.
/// </summary>
/// <remarks>
/// Service versions are pinned because Azurite 3.37 refuses the newest that the SDKs would speak. One try may last 10
/// seconds. Reads and idempotent writes are retried by the SDK; a commit is not, because a retry would meet 409 or 412
/// of its own success: <see cref="CommitTables"/> tries once and the caller re-reads by commit id (DESIGN §6).
/// </remarks>
public sealed class StorageAccount
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(10);

    /// <param name="connectionString">An Azure Storage connection string, or <c>UseDevelopmentStorage=true</c>.</param>
    /// <param name="configure">Seen by every client's options; tests put their transport there.</param>
    public StorageAccount(string connectionString, Action<ClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        Tables = new TableServiceClient(connectionString, Prepare("table", TableOptions(), configure));
        CommitTables = new TableServiceClient(connectionString, Once(Prepare("table", TableOptions(), configure)));
        Blobs = new BlobServiceClient(
            connectionString,
            Prepare("blob", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_08_04), configure));
        Queues = new QueueServiceClient(
            connectionString,
            Prepare(
                "queue",
                new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04)
                {
                    // What [QueueTrigger] expects by default.
                    MessageEncoding = QueueMessageEncoding.Base64,
                },
                configure));
    }

    /// <summary>Tables for reads and for writes that may run twice; retried by the SDK.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Tables for commits: each call is sent once.</summary>
    public TableServiceClient CommitTables { get; }

    /// <summary>Blobs; retried by the SDK, so a create-only upload may answer 409 to its own success.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Queues with Base64 messages; retried by the SDK, so a message may arrive twice.</summary>
    public QueueServiceClient Queues { get; }

    private static TableClientOptions TableOptions() => new(TableClientOptions.ServiceVersion.V2020_12_06);

    private static T Prepare<T>(string service, T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        options.AddPolicy(new StorageRequestCount(service), HttpPipelinePosition.PerRetry);
        options.Retry.NetworkTimeout = TryTimeout;
        configure?.Invoke(options);
        return options;
    }

    private static TableClientOptions Once(TableClientOptions options)
    {
        options.Retry.MaxRetries = 0;
        return options;
    }
}
