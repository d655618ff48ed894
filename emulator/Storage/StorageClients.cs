using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Daoban.Emulator.Storage;

/// <summary>
/// Clients of one storage account. Service versions are pinned, because the SDKs' newest ones are refused by Azurite.
/// </summary>
/// <param name="connectionString">
/// A storage connection string: <c>UseDevelopmentStorage=true</c>, an account name and key, or explicit endpoints.
/// </param>
/// <param name="configure">Last change to every client's options; null for none.</param>
internal sealed class StorageClients(string connectionString, Action<ClientOptions>? configure = null)
{
    // Longer than any healthy answer; the SDK's 100 s would hold a doubtful commit open for too long.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly Lazy<TableServiceClient> tables = new(() => CreateTables(connectionString, configure, retries: 3));
    private readonly Lazy<TableServiceClient> commits =
        new(() => CreateTables(connectionString, configure, retries: 0));

    private readonly Lazy<BlobServiceClient> blobs = new(() => new BlobServiceClient(
        connectionString,
        Configured("blob", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_08_04), configure)));

    private readonly Lazy<QueueServiceClient> queues = new(() => CreateQueues(
        connectionString, configure, QueueMessageEncoding.None));

    private readonly Lazy<QueueServiceClient> base64Queues = new(() => CreateQueues(
        connectionString, configure, QueueMessageEncoding.Base64));

    /// <summary>Tables, with the SDK's own retries: for reads and for writes that may be repeated.</summary>
    public TableServiceClient Tables => tables.Value;

    /// <summary>
    /// Tables without any retry: a caller that must know what a lost answer meant re-reads and compares.
    /// </summary>
    public TableServiceClient Commits => commits.Value;

    /// <summary>Blobs.</summary>
    public BlobServiceClient Blobs => blobs.Value;

    /// <summary>Queues whose message texts go as they are.</summary>
    public QueueServiceClient Queues => queues.Value;

    /// <summary>
    /// Queues whose message texts are Base64, as the Functions host writes and reads them by default.
    /// </summary>
    public QueueServiceClient Base64Queues => base64Queues.Value;

    private static TableServiceClient CreateTables(
        string connectionString, Action<ClientOptions>? configure, int retries)
    {
        var options = new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06);
        options.Retry.MaxRetries = retries;
        options.Retry.NetworkTimeout = AnswerLimit;
        return new TableServiceClient(connectionString, Configured("table", options, configure));
    }

    private static QueueServiceClient CreateQueues(
        string connectionString, Action<ClientOptions>? configure, QueueMessageEncoding encoding)
    {
        var options = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04)
        {
            MessageEncoding = encoding,
        };
        return new QueueServiceClient(connectionString, Configured("queue", options, configure));
    }

    private static TOptions Configured<TOptions>(
        string service, TOptions options, Action<ClientOptions>? configure)
        where TOptions : ClientOptions
    {
        options.AddPolicy(new StorageRequestCount(service), HttpPipelinePosition.PerRetry);
        options.Diagnostics.IsLoggingContentEnabled = false;
        configure?.Invoke(options);
        return options;
    }
}
