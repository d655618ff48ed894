using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Remembers nonces, so that a recorded callback cannot be played again: table <c>banknonces</c>, partition = day.
/// </summary>
internal sealed class BankNonces(StorageAccount storage, TimeProvider clock)
{
    public const string TableName = "banknonces";

    private const int Format = 1;
    private const string Use = "Use";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Uses a nonce up.</summary>
    /// <returns>False when it was used before.</returns>
    /// <exception cref="UnknownFormatException">It was used by a build of a format this one does not know.</exception>
    public async Task<bool> TryUseAsync(string nonce, string timestamp, CancellationToken cancellationToken)
    {
        // The partition follows the signed timestamp, so that a repetition after midnight meets its first use.
        string day = DateTimeOffset
            .FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture))
            .ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string use = Guid.NewGuid().ToString("N");
        try
        {
            await table.AddEntityAsync(
                new TableEntity(day, nonce) { [RowFormat.Column] = Format, [Use] = use }, cancellationToken);
            return true;
        }
        catch (RequestFailedException used) when (used.Status == 409)
        {
            // Perhaps by ourselves: the SDK repeats a request whose answer was lost.
            NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
                day, nonce, cancellationToken: cancellationToken);
            if (!row.HasValue)
            {
                return false;
            }

            RowFormat.Require(row.Value!, Format, TableName);
            return row.Value!.GetString(Use) == use;
        }
    }

    /// <summary>
    /// Forgets nonces that no fresh timestamp can carry any more. Those of another format are left to their build.
    /// </summary>
    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        string limit = (clock.GetUtcNow() - TimeSpan.FromDays(2))
            .ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string filter = TableClient.CreateQueryFilter($"PartitionKey lt {limit} and Format eq {Format}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }
}
