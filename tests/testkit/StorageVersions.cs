using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Daoban.TestKit;

/// <summary>Client options pinned to service versions that Azurite 3.37 accepts; the SDKs' are newer.</summary>
public static class StorageVersions
{
    /// <summary>New options for blob clients.</summary>
    public static BlobClientOptions Blobs() => new(BlobClientOptions.ServiceVersion.V2024_08_04);

    /// <summary>New options for queue clients; message texts go as they are, without Base64.</summary>
    public static QueueClientOptions Queues() => new(QueueClientOptions.ServiceVersion.V2024_08_04);

    /// <summary>New options for table clients.</summary>
    public static TableClientOptions Tables() => new(TableClientOptions.ServiceVersion.V2020_12_06);
}
