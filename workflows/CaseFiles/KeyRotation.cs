using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Puts the data keys of all cases under the current wrapping key, a page at a time. What the data keys protect stays
/// as it is. It may be interrupted anywhere and begun again: what is done is found done.
/// </summary>
public sealed partial class KeyRotation
{
    private const int PageSize = 100;
    private const int LongestContinuation = 1000;

    private readonly TableClient table;
    private readonly CaseKeyRing keys;
    private readonly AccessLog log;
    private readonly ILogger<KeyRotation> logger;

    internal KeyRotation(StorageAccount storage, CaseKeyRing keys, AccessLog log, ILogger<KeyRotation> logger)
    {
        table = storage.Tables.GetTableClient(CaseFileStore.TableName);
        this.keys = keys;
        this.log = log;
        this.logger = logger;
    }

    /// <summary>Works through one page of cases.</summary>
    /// <param name="continuation">Where the page before ended; null at the beginning.</param>
    /// <param name="actor">Who asked for it; entered with what was done.</param>
    /// <param name="cancellationToken">Cancels between two keys.</param>
    /// <returns>What was done, and where to go on; <c>malformed-parameter</c>.</returns>
    public async Task<Attempt<KeyRotationPage>> RotateAsync(
        string? continuation, Actor actor, CancellationToken cancellationToken)
    {
        if (continuation is { Length: 0 or > LongestContinuation })
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        int rotated = 0;
        int current = 0;
        int failed = 0;
        string? next = null;
        try
        {
            string filter = TableClient.CreateQueryFilter($"RowKey eq {CaseRows.Key}");
            await foreach (Page<TableEntity> page in table
                .QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken)
                .AsPages(continuation, PageSize))
            {
                foreach (TableEntity row in page.Values)
                {
                    switch (await TryRotateAsync(row, cancellationToken))
                    {
                        case true:
                            rotated++;
                            break;
                        case false:
                            failed++;
                            break;
                        default:
                            current++;
                            break;
                    }
                }

                next = page.ContinuationToken;
                break;
            }
        }
        catch (RequestFailedException refused) when (refused.Status == 400 && continuation is not null)
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        if (rotated > 0)
        {
            await log.EnterAsync(
                new(LedgerActions.KeysRotated, actor, Outcome: FormattableString.Invariant($"{rotated}")),
                cancellationToken);
        }

        return new KeyRotationPage(rotated, current, failed, next);
    }

    /// <summary>True when rotated, null when nothing was to be done, false when it has to be tried again.</summary>
    private async Task<bool?> TryRotateAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            CaseKeyRecord? rotated = await keys.RewrapAsync(CaseRows.Read<CaseKeyRecord>(row), cancellationToken);
            if (rotated is null)
            {
                return null;
            }

            await table.UpdateEntityAsync(
                CaseRows.ToEntity(row.PartitionKey, row.RowKey, RowJson.Serialize(rotated)),
                row.ETag,
                TableUpdateMode.Replace,
                cancellationToken);
            return true;
        }
        catch (RequestFailedException shredded) when (shredded.Status == 404)
        {
            return null;
        }
        catch (Exception failure) when (
            failure is ProtectionException or UnknownFormatException or RequestFailedException { Status: 412 })
        {
            // One key that does not open must not keep all others under the old wrapping key.
            LogFailed(row.PartitionKey, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1105, LogLevel.Error, "Case {CaseId}: its data key could not be rotated ({ErrorType})")]
    private partial void LogFailed(string caseId, string errorType);
}
