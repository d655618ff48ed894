using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>The storage account that is backed up or restored into. Service versions as Azurite accepts them.</summary>
internal sealed class BackupAccount
{
    /// <exception cref="LaunchException">The connection string is none.</exception>
    public BackupAccount(string connectionString)
    {
        try
        {
            Tables = new TableServiceClient(
                connectionString, new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06));
            Blobs = new BlobServiceClient(
                connectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_08_04));
            Queues = new QueueServiceClient(
                connectionString, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            // The message of the SDK may quote the key.
            throw new LaunchException("--connection-string takes the connection string of a storage account.");
        }
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public string Name => Blobs.AccountName;

    /// <summary>Containers that Azure keeps for itself: no state of an application.</summary>
    public static bool IsOfAzure(string container) => container is "$logs" or "$blobchangefeed";
}
