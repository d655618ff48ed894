using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Documents;

/// <summary>
/// Notes of uploads in table <c>uploads</c>, one partition per hour, so that finding the old ones costs what there is
/// to clean up and not what was ever stored. Who cleans up deletes a note once its document is gone or referenced.
/// </summary>
public sealed partial class UploadLog(StorageAccount storage, TimeProvider time, ILogger<UploadLog> logger)
{
    /// <summary>The table.</summary>
    public const string TableName = "uploads";

    private const int Version = 1;
    private const string Bucket = "yyyy-MM-dd'T'HH";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>
    /// Uploads of whole hours that ended at least <paramref name="age"/> ago, oldest first. A note that cannot be read
    /// stays and is logged: it must not hide the ones after it.
    /// </summary>
    public async IAsyncEnumerable<Upload> ListOlderThanAsync(
        TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string before = BucketOf(time.GetUtcNow() - age);
        string filter = TableClient.CreateQueryFilter($"PartitionKey lt {before}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (TryRead(row) is { } upload)
            {
                yield return upload;
            }
            else
            {
                LogUnreadable(row.PartitionKey, row.RowKey);
            }
        }
    }

    /// <summary>Forgets an upload whose document is referenced by a case file. May be repeated.</summary>
    public async Task ForgetAsync(Upload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);

        // The SDK takes 404 for done.
        await table.DeleteEntityAsync(BucketOf(upload.At), RowOf(upload), ETag.All, cancellationToken);
    }

    internal Task NoteAsync(Upload upload, CancellationToken cancellationToken)
    {
        var row = new TableEntity(BucketOf(upload.At), RowOf(upload))
        {
            ["Format"] = Version,
            ["CaseId"] = upload.CaseId,
            ["DocumentId"] = upload.DocumentId,

            // Tables keep times to 100 ns as well, but SDKs disagree on the offset; the text is compared to the blob's.
            ["At"] = upload.At.ToString("O", CultureInfo.InvariantCulture),
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static Upload? TryRead(TableEntity row) =>
        Equals(row["Format"], Version)
            && row["CaseId"] is string caseId
            && row["DocumentId"] is string documentId
            && DateTimeOffset.TryParseExact(
                row["At"] as string, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)
            ? new Upload(caseId, documentId, at)
            : null;

    private static string BucketOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Bucket, CultureInfo.InvariantCulture);

    // The instant is part of the key: of two clients that store the same document at once, the note of the one that
    // comes first must survive, or its document would never be cleaned up.
    private static string RowOf(Upload upload) => string.Create(
        CultureInfo.InvariantCulture, $"{upload.CaseId}_{upload.DocumentId}_{upload.At.UtcTicks:D19}");

    [LoggerMessage(4102, LogLevel.Error, "Upload note {Partition}/{Row} cannot be read, stays")]
    private partial void LogUnreadable(string partition, string row);
}
