using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// Stores turns, each all or nothing. The answer is certain, however often storage has to be asked: commits use no
/// retry of the SDK; a lost answer is settled by reading the instance again and comparing the commit's id.
/// </summary>
internal sealed partial class TurnCommitter(HubStorage storage, ShardWriter writer, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Stores all rows or none, perhaps together with turns of other instances of the shard.</summary>
    /// <returns>
    /// The new ETag of the instance row, then those of the other rows. The latter are missing when the answer was lost.
    /// </returns>
    /// <exception cref="CommitConflictException">Nothing was stored, because the stored state is another.</exception>
    public Task<IReadOnlyList<ETag>> CommitAsync(TurnCommit commit, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            new ShardWrite(
                commit.Partition,
                commit.After.InstanceId,
                [commit.InstanceAction(), .. commit.Rows],
                (isDoubtful, token) => StoreAloneAsync(commit, isDoubtful, token)),
            cancellationToken);

    private async Task<IReadOnlyList<ETag>> StoreAloneAsync(
        TurnCommit commit, bool isDoubtful, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [commit.InstanceAction(), .. commit.Rows];
        TimeSpan pause = FirstPause;
        while (true)
        {
            if (isDoubtful)
            {
                await Task.Delay(pause, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                if (await SettleAsync(commit, cancellationToken) is { } stored)
                {
                    return [stored];
                }
            }

            try
            {
                Response<IReadOnlyList<Response>> done =
                    await storage.Commits.SubmitTransactionAsync(actions, cancellationToken);
                IReadOnlyList<ETag> etags = ShardWriter.ETagsOf(done.Value);
                // With a row left out, the answers would be taken for those of other rows.
                return actions.Count == commit.Rows.Count + 1 ? etags : [etags[0]];
            }
            catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
            {
                if (await SettleAsync(commit, cancellationToken) is { } stored)
                {
                    return [stored];
                }

                DropMissing(actions, refused);
                isDoubtful = false;
            }
            catch (Exception doubtful) when (StorageFaults.IsDoubtful(doubtful, cancellationToken))
            {
                LogDoubtful(logger, commit.After.InstanceId, commit.After.Sequence, doubtful.GetType().Name);
                isDoubtful = true;
            }
        }
    }

    /// <summary>Finds out what became of a commit without a clear answer.</summary>
    /// <returns>The row's ETag when the commit was stored; null when the state before it is still there.</returns>
    /// <exception cref="CommitConflictException">Neither: somebody else moved the instance on.</exception>
    private async Task<ETag?> SettleAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            try
            {
                InstanceState? stored = await storage.ReadStatusAsync(commit.After.InstanceId, cancellationToken);
                if (stored?.CommitId == commit.After.CommitId)
                {
                    return stored.ETag;
                }

                return stored?.CommitId == commit.Before?.CommitId && stored?.ETag == commit.Before?.ETag
                    ? null
                    : throw new CommitConflictException(rowKey: null);
            }
            catch (Exception unanswered) when (StorageFaults.IsDoubtful(unanswered, cancellationToken))
            {
                await Task.Delay(pause, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>
    /// A row that should be deleted and is not there needs no deleting; any other missing row is a conflict.
    /// </summary>
    private static void DropMissing(List<TableTransactionAction> actions, TableTransactionFailedException refused)
    {
        TableTransactionAction? culprit = refused.FailedTransactionActionIndex is { } index && index < actions.Count
            ? actions[index]
            : null;
        if (culprit is null || culprit.ActionType != TableTransactionActionType.Delete || refused.Status != 404)
        {
            throw new CommitConflictException(culprit == actions[0] ? null : culprit?.Entity.RowKey);
        }

        actions.Remove(culprit);
    }

    [LoggerMessage(4201, LogLevel.Warning, "Instance {InstanceId}: commit {Sequence} had no clear answer: {Reason}")]
    private static partial void LogDoubtful(ILogger logger, string instanceId, long sequence, string reason);
}
