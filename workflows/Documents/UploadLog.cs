using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Documents;

/// <summary>
/// Notes of uploads in table <c>uploads</c>, one partition per hour, so that finding the old ones costs what there is
/// to clean up and not what was ever stored. Who cleans up deletes a note once its document is gone or referenced.
/// </summary>
public sealed class UploadLog(StorageAccount storage, TimeProvider time)
{
    /// <summary>The table.</summary>
    public const string TableName = "uploads";

    private const int Version = 1;
    private const string Bucket = "yyyy-MM-dd'T'HH";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Uploads of whole hours that ended at least <paramref name="age"/> ago, oldest first.</summary>
    /// <exception cref="InvalidDataException">A note of another format version.</exception>
    public async IAsyncEnumerable<Upload> ListOlderThanAsync(
        TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string before = BucketOf(time.GetUtcNow() - age);
        string filter = TableClient.CreateQueryFilter($"PartitionKey lt {before}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return Read(row);
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

    private static Upload Read(TableEntity row)
    {
        if (row.GetInt32("Format") != Version)
        {
            throw new InvalidDataException($"Table {TableName} holds a row of another format than {Version}.");
        }

        return new Upload(
            row.GetString("CaseId"),
            row.GetString("DocumentId"),
            DateTimeOffset.ParseExact(row.GetString("At"), "O", CultureInfo.InvariantCulture));
    }

    private static string BucketOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Bucket, CultureInfo.InvariantCulture);

    // The instant is part of the key: of two clients that store the same document at once, the note of the one that
    // comes first must survive, or its document would never be cleaned up.
    private static string RowOf(Upload upload) => string.Create(
        CultureInfo.InvariantCulture, $"{upload.CaseId}_{upload.DocumentId}_{upload.At.UtcTicks:D19}");
}
