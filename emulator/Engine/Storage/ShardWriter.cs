using System.Collections.Concurrent;
using Azure;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// Group commit: whatever is ready when a shard's transaction returns goes into the next one. A lone write is stored at
/// once. A group that is refused, or whose answer is lost, falls apart into single transactions, so that one bad row
/// does no harm to the others.
/// </summary>
/// <param name="storage">The hub.</param>
/// <param name="logger">Hears of groups that fell apart.</param>
/// <param name="stopping">Ends everything: what has not been stored by then is told that it was cancelled.</param>
internal sealed partial class ShardWriter(HubStorage storage, ILogger logger, CancellationToken stopping)
{
    // More transactions at once would only be smaller ones: the account works them off one after the other anyway.
    private const int MostAtOnce = 4;

    private readonly ConcurrentDictionary<string, WriteQueue> queues = new();
    private readonly Lock gate = new();
    private readonly Queue<WriteQueue> ready = new();
    private int workers;

    /// <summary>Returns once the rows are stored.</summary>
    /// <returns>The ETags of the rows, or fewer when an answer was lost.</returns>
    public Task<IReadOnlyList<ETag>> WriteAsync(ShardWrite write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite(write);
        WriteQueue queue = queues.GetOrAdd(write.Partition, _ => new WriteQueue());
        if (queue.Add(pending))
        {
            Serve(queue);
        }

        return pending.Stored.WaitAsync(cancellationToken);
    }

    private void Serve(WriteQueue queue)
    {
        lock (gate)
        {
            ready.Enqueue(queue);
            if (workers == MostAtOnce)
            {
                return;
            }

            workers++;
        }

        _ = Task.Run(WorkAsync, CancellationToken.None);
    }

    /// <summary>Stores one group of each shard in turn; what comes in the meantime joins the shard's next.</summary>
    private async Task WorkAsync()
    {
        while (Next() is { } queue)
        {
            await StoreAsync(queue.Take());
            if (queue.IsServedFurther())
            {
                Serve(queue);
            }
        }
    }

    private WriteQueue? Next()
    {
        lock (gate)
        {
            bool found = ready.TryDequeue(out WriteQueue? queue);
            workers -= found ? 0 : 1;
            return queue;
        }
    }

    private async Task StoreAsync(IReadOnlyList<PendingWrite> group)
    {
        if (group.Count == 1)
        {
            await StoreAloneAsync(group[0], isDoubtful: false);
        }
        else if (await TryTogetherAsync(group) is { } trouble)
        {
            bool isDoubtful = StorageFaults.IsDoubtful(trouble);
            LogFellApart(logger, group.Count, isDoubtful ? "no clear answer" : "refused");
            await Task.WhenAll(group.Select(write => StoreAloneAsync(write, isDoubtful)));
        }
    }

    /// <returns>Null when the group is stored; otherwise why that is not certain.</returns>
    private async Task<Exception?> TryTogetherAsync(IReadOnlyList<PendingWrite> group)
    {
        try
        {
            Response<IReadOnlyList<Response>> done = await storage.Commits.SubmitTransactionAsync(
                group.SelectMany(pending => pending.Write.Actions), stopping);
            int row = 0;
            foreach (PendingWrite pending in group)
            {
                int rows = pending.Write.Actions.Count;
                pending.Succeed(ETagsOf([.. done.Value.Skip(row).Take(rows)]));
                row += rows;
            }

            return null;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            // Whatever it is, each write finds out for itself, and tells its own caller.
            return trouble;
        }
    }

    private async Task StoreAloneAsync(PendingWrite pending, bool isDoubtful)
    {
        try
        {
            pending.Succeed(await pending.Write.StoreAlone(isDoubtful, stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            pending.Cancel(stopping);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            pending.Fail(failure);
        }
    }

    /// <summary>The ETags that a transaction gave to its rows.</summary>
    public static IReadOnlyList<ETag> ETagsOf(IReadOnlyList<Response> answers) =>
        [.. answers.Select(answer => answer.Headers.ETag ?? default)];

    [LoggerMessage(4202, LogLevel.Information, "A transaction of {Count} writes fell apart: {Reason}")]
    private static partial void LogFellApart(ILogger logger, int count, string reason);
}
