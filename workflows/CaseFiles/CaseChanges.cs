using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// The one way to change a case: read, decide, commit, carry out the effects; again when another was faster.
/// </summary>
public sealed class CaseChanges
{
    private const int Attempts = 10;

    private readonly CaseFileStore store;
    private readonly Outbox outbox;
    private readonly OutboxMarks marks;

    internal CaseChanges(CaseFileStore store, Outbox outbox, OutboxMarks marks)
    {
        this.store = store;
        this.outbox = outbox;
        this.marks = marks;
    }

    /// <summary>
    /// Lets <paramref name="decide"/> read the case file and fill in a change; commits it. A change left empty commits
    /// nothing, so that a repeat can answer as the first time. <paramref name="decide"/> is pure and may run again.
    /// </summary>
    /// <returns>What <paramref name="decide"/> returned for the committed change.</returns>
    /// <exception cref="CaseBusyException">Others were faster ten times, or storage gave no clear answer.</exception>
    public async Task<T> ApplyAsync<T>(
        string caseId,
        DurableTaskClient client,
        Func<CaseFile, CaseChange, T> decide,
        CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CaseFile file = await (attempt == 0
                ? store.RecallAsync(caseId, cancellationToken)
                : store.LoadAsync(caseId, cancellationToken));
            CaseChange change = new();
            T result;
            try
            {
                result = decide(file, change);
            }
            catch (Exception failure) when (attempt == 0 && MayComeOfMemory(failure))
            {
                // What was remembered may lack what another process has committed since.
                continue;
            }

            if (change.IsEmpty && attempt == 0
                && await store.LoadCurrentAsync(caseId, cancellationToken) is { } current && current != file)
            {
                // Nothing guards what commits nothing.
                file = current;
                result = decide(file, change);
            }

            if (change.IsEmpty || await CommitAsync(file, change, client, cancellationToken))
            {
                await outbox.FlushAsync(caseId, LeftBehind(file), client, cancellationToken);
                return result;
            }

            await Task.Delay(Random.Shared.Next(10, 60) * (attempt + 1), cancellationToken);
        }

        throw new CaseBusyException(caseId);
    }

    /// <summary>Gives a case its data key before anything personal is stored. Safe to repeat.</summary>
    public async Task EnsureKeyAsync(string caseId, CancellationToken cancellationToken) =>
        await store.EnsureKeyAsync(await store.RecallAsync(caseId, cancellationToken), cancellationToken);

    // A bug comes again with the file as it stands.
    private static bool MayComeOfMemory(Exception failure) =>
        failure is CaseMissingException or ForbiddenMoveException or KeyNotFoundException or InvalidOperationException;

    // Effects that an earlier change left behind go out with this one. Messages on their way wait for their receiver;
    // only the timer sends them again.
    private static List<OutboxItem> LeftBehind(CaseFile file) =>
        [.. file.Outbox.Where(item => item.Kind != QueueMessageHandler.KindName)];

    private async Task<bool> CommitAsync(
        CaseFile file, CaseChange change, DurableTaskClient client, CancellationToken cancellationToken)
    {
        string commitId = Guid.NewGuid().ToString("N");
        OutboxMark? mark = change.HasEffects
            ? await marks.PutAsync(file.CaseId, commitId, cancellationToken)
            : null;

        IReadOnlyList<OutboxItem>? items = await store.CommitAsync(file, change, commitId, cancellationToken);
        if (items is null)
        {
            return false;
        }

        CaseMetrics.Committed(change);
        marks.Acknowledge(file.CaseId, change.Removals);
        IReadOnlyList<OutboxItem> left = await outbox.FlushAsync(file.CaseId, items, client, cancellationToken);
        if (mark is not null && left.All(item => item.Kind == QueueMessageHandler.KindName))
        {
            marks.Release(mark, left);
        }

        return true;
    }
}
