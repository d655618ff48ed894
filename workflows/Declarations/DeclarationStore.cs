using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Declarations;

/// <summary>
/// Table <c>declarations</c>, partition = the member of staff. Rows <c>d|{declarationId}</c> hold the declarations;
/// a row <c>p|{keyed hash}</c> stands for each person as long as a declaration of them holds, so that one point read
/// tells whether somebody is related.
/// </summary>
internal sealed class DeclarationStore(StorageAccount storage)
{
    public const string TableName = "declarations";

    private const int Format = 1;
    private const int PageSize = 100;
    private const string DeclarationPrefix = "d|";
    private const string Json = "Json";
    private const string DeclarationId = "DeclarationId";

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>The declaration that holds for a person; null when there is none.</summary>
    /// <exception cref="UnknownFormatException">The row is of a format this build does not know.</exception>
    public async Task<string?> FindHoldingAsync(string actorId, string person, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            actorId, PersonRow(person), cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return null;
        }

        RowFormat.Require(row.Value!, Format, TableName);
        return row.Value!.GetString(DeclarationId);
    }

    /// <summary>A declaration with the version of its row; null when there is none of that id.</summary>
    public async Task<(DeclarationRecord Record, ETag Tag)?> FindAsync(
        string actorId, string declarationId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            actorId, DeclarationPrefix + declarationId, cancellationToken: cancellationToken);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>One page of a person's declarations, after the one of id <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<(string Id, DeclarationRecord Record)>> ListAsync(
        string actorId, string? after, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {actorId} and RowKey gt {DeclarationPrefix + after} and RowKey lt {"d}"}");
        await foreach (Page<TableEntity> page in table
            .QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken).AsPages())
        {
            return [.. page.Values.Select(row => (row.RowKey[DeclarationPrefix.Length..], Read(row)))];
        }

        return [];
    }

    /// <summary>Whether a page of that many may have another one behind it.</summary>
    public static bool IsFull(int count) => count == PageSize;

    /// <summary>Adds a declaration.</summary>
    /// <returns>False when its id is taken or a declaration of the person holds, perhaps this very one.</returns>
    public Task<bool> TryAddAsync(
        string actorId, string declarationId, DeclarationRecord record, CancellationToken cancellationToken) =>
        TryAsync(
            [
                new(TableTransactionActionType.Add, ToEntity(actorId, declarationId, record)),
                new(TableTransactionActionType.Add, new TableEntity(actorId, PersonRow(record.Person))
                {
                    [RowFormat.Column] = Format,
                    [DeclarationId] = declarationId,
                }),
            ],
            cancellationToken);

    /// <summary>Replaces a declaration by its withdrawn state, so that it no longer holds.</summary>
    /// <returns>False when another was faster, perhaps with this very withdrawal.</returns>
    public Task<bool> TryWithdrawAsync(
        string actorId,
        string declarationId,
        DeclarationRecord record,
        ETag tag,
        CancellationToken cancellationToken) =>
        TryAsync(
            [
                new(TableTransactionActionType.UpdateReplace, ToEntity(actorId, declarationId, record), tag),
                new(TableTransactionActionType.Delete, new TableEntity(actorId, PersonRow(record.Person)), ETag.All),
            ],
            cancellationToken);

    private async Task<bool> TryAsync(
        IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static TableEntity ToEntity(string actorId, string declarationId, DeclarationRecord record) =>
        new(actorId, DeclarationPrefix + declarationId)
        {
            [RowFormat.Column] = Format,
            [Json] = RowJson.Serialize(record),
        };

    private static DeclarationRecord Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<DeclarationRecord>(row.GetString(Json));
    }

    private static string PersonRow(string person) => "p|" + person;
}
