using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Daoban.Workflows.Storage;

/// <summary>
/// The one storage account of the application, from a connection string or from endpoints and an identity, so that any
/// cloud works. Thread-safe; the clients live as long as the process.
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
        Blobs = new BlobServiceClient(connectionString, Prepare("blob", BlobOptions(), configure));

        // What [QueueTrigger] expects by default.
        Queues = new QueueServiceClient(
            connectionString, Prepare("queue", QueueOptions(QueueMessageEncoding.Base64), configure));
        RawQueues = new QueueServiceClient(
            connectionString, Prepare("queue", QueueOptions(QueueMessageEncoding.None), configure));
    }

    /// <param name="connection">The account's endpoints.</param>
    /// <param name="credential">Who signs in. A token is only sent over HTTPS.</param>
    /// <param name="configure">As above.</param>
    /// <exception cref="InvalidOperationException">An endpoint is not given.</exception>
    internal StorageAccount(
        StorageConnection connection, TokenCredential credential, Action<ClientOptions>? configure = null)
    {
        Uri tables = connection.Endpoint("table", connection.TableServiceUri);
        Tables = new TableServiceClient(tables, credential, Prepare("table", TableOptions(), configure));
        CommitTables = new TableServiceClient(tables, credential, Once(Prepare("table", TableOptions(), configure)));
        Blobs = new BlobServiceClient(
            connection.Endpoint("blob", connection.BlobServiceUri),
            credential,
            Prepare("blob", BlobOptions(), configure));
        Uri queues = connection.Endpoint("queue", connection.QueueServiceUri);
        Queues = new QueueServiceClient(
            queues, credential, Prepare("queue", QueueOptions(QueueMessageEncoding.Base64), configure));
        RawQueues = new QueueServiceClient(
            queues, credential, Prepare("queue", QueueOptions(QueueMessageEncoding.None), configure));
    }

    /// <summary>Tables for reads and for writes that may run twice; retried by the SDK.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Tables for commits: each call is sent once.</summary>
    public TableServiceClient CommitTables { get; }

    /// <summary>Blobs; retried by the SDK, so a create-only upload may answer 409 to its own success.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Queues with Base64 messages; retried by the SDK, so a message may arrive twice.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>The same queues with texts as they are, for messages that may not be Base64.</summary>
    public QueueServiceClient RawQueues { get; }

    private static QueueClientOptions QueueOptions(QueueMessageEncoding encoding) =>
        new(QueueClientOptions.ServiceVersion.V2024_08_04) { MessageEncoding = encoding };

    private static TableClientOptions TableOptions() => new(TableClientOptions.ServiceVersion.V2020_12_06);

    private static BlobClientOptions BlobOptions() => new(BlobClientOptions.ServiceVersion.V2024_08_04);

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
