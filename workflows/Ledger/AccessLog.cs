using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>
/// Readings of personal data and denied attempts: table <c>accesslog</c>, a chain per actor and day, partition =
/// <c>{yyyy-MM-dd}|{actorId}</c>. Apart from the cases, so that who reads a case does not hold up who works on it.
/// </summary>
public sealed class AccessLog
{
    internal const string TableName = "accesslog";

    private const int Attempts = 10;

    private readonly TableClient reading;
    private readonly TableClient committing;
    private readonly AnchorMarks marks;
    private readonly ReadingIndex index;
    private readonly TimeProvider clock;

    internal AccessLog(StorageAccount storage, AnchorMarks marks, TimeProvider clock)
    {
        reading = storage.Tables.GetTableClient(TableName);
        committing = storage.CommitTables.GetTableClient(TableName);
        this.marks = marks;
        index = new ReadingIndex(storage);
        this.clock = clock;
    }

    /// <summary>Enters a reading or a denial into the chain of its actor and day.</summary>
    /// <returns>The entry as it stands in the chain.</returns>
    /// <exception cref="LedgerBusyException">Others were faster ten times, or storage gave no clear answer.</exception>
    public async Task<LedgerEntry> EnterAsync(LedgerDraft draft, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DateTimeOffset now = clock.GetUtcNow();
            DateOnly day = ChinaTime.DateOf(now);
            string partition = Partition(draft.Actor.Id, day);
            string chain = LedgerChain.OfAccess(draft.Actor.Id, day);
            await marks.PutAsync(chain, cancellationToken);
            (ChainHead? head, ETag tag) = await HeadAsync(partition, cancellationToken);
            LedgerLine line = LedgerChain.Append(chain, head, draft, [], now);
            if (await CommitAsync(partition, line, head is null ? null : tag, cancellationToken))
            {
                await index.WriteAsync(line.Entry, cancellationToken);
                return line.Entry;
            }

            await Task.Delay(Random.Shared.Next(10, 60) * (attempt + 1), cancellationToken);
        }

        throw new LedgerBusyException(draft.Actor.Id);
    }

    /// <summary>An actor's chain of one day, and its head; no lines and no head when nothing was entered.</summary>
    public async Task<(IReadOnlyList<LedgerLine> Lines, ChainHead? Head)> ReadAsync(
        string actorId, DateOnly day, CancellationToken cancellationToken)
    {
        // The head first: an entry added in between is cut off instead of looking like a broken chain.
        string partition = Partition(actorId, day);
        (ChainHead? head, _) = await HeadAsync(partition, cancellationToken);
        IReadOnlyList<LedgerLine> lines = await LedgerRows.LoadAsync(reading, partition, cancellationToken);
        return ([.. lines.Where(line => line.Entry.Sequence <= (head?.Sequence ?? 0))], head);
    }

    /// <summary>The partition of a chain, by its name: <c>access/{actorId}/{day}</c>.</summary>
    internal static string PartitionOf(string chain) =>
        chain.Split('/') is [LedgerChain.AccessKind, { } actorId, { } day]
            ? $"{day}|{actorId}"
            : throw new InvalidOperationException("Not the name of an access chain.");

    private static string Partition(string actorId, DateOnly day) => $"{day:yyyy-MM-dd}|{actorId}";

    private async Task<(ChainHead? Head, ETag Tag)> HeadAsync(string partition, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await reading.GetEntityIfExistsAsync<TableEntity>(
            partition, LedgerRows.Head, cancellationToken: cancellationToken);
        return row.HasValue ? (LedgerRows.ReadHead(row.Value!), row.Value!.ETag) : default;
    }

    private async Task<bool> CommitAsync(
        string partition, LedgerLine line, ETag? expected, CancellationToken cancellationToken)
    {
        string commitId = Guid.NewGuid().ToString("N");
        TableEntity head = LedgerRows.ToEntity(
            partition, new ChainHead(line.Entry.Sequence, line.Hash, line.Entry.At));
        try
        {
            await committing.SubmitTransactionAsync(
                [
                    expected is { } tag
                        ? new(TableTransactionActionType.UpdateReplace, head, tag)
                        : new(TableTransactionActionType.Add, head),
                    new(TableTransactionActionType.Add, LedgerRows.ToEntity(partition, line, commitId)),
                ],
                cancellationToken);
            return true;
        }
        catch (Exception failure) when (DoubtfulCommit.Is(failure, cancellationToken))
        {
            return await LedgerRows.HoldsAsync(reading, partition, line.Entry.Sequence, commitId, cancellationToken);
        }
    }
}
