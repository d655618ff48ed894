using System.Diagnostics;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Carries out what committed changes asked for; what fails stays recorded and is tried again.</summary>
public sealed partial class Outbox
{
    private readonly CaseFileStore store;
    private readonly OutboxMarks marks;
    private readonly Dictionary<string, IOutboxHandler> handlers;
    private readonly ILogger<Outbox> logger;

    internal Outbox(
        CaseFileStore store, OutboxMarks marks, IEnumerable<IOutboxHandler> handlers, ILogger<Outbox> logger)
    {
        this.store = store;
        this.marks = marks;
        this.handlers = handlers.ToDictionary(handler => handler.Kind);
        this.logger = logger;
    }

    /// <summary>Finishes outboxes whose process died or whose receiver has not answered. Called by a timer.</summary>
    public async Task FinishAbandonedAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await foreach (OutboxMark mark in marks.ListDueAsync(cancellationToken))
        {
            if (await TryFinishAsync(mark.CaseId, client, cancellationToken))
            {
                await marks.RemoveAsync(mark.CaseId, mark.CommitId, cancellationToken);
            }
            else
            {
                await marks.PostponeAsync(mark, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Carries out <paramref name="items"/>, and removes those that are final together. What wakes an orchestration
    /// goes last: its next change would find the others still waiting, and carry them out once more.
    /// </summary>
    /// <returns>Those that are not final.</returns>
    internal async Task<IReadOnlyList<OutboxItem>> FlushAsync(
        string caseId, IReadOnlyList<OutboxItem> items, DurableTaskClient client, CancellationToken cancellationToken)
    {
        List<OutboxItem> final = [];
        foreach (OutboxItem item in items.OrderBy(item => Wakes(item.Kind)))
        {
            if (await TryHandleAsync(caseId, item, client, cancellationToken))
            {
                final.Add(item);
            }
        }

        return await TryRemoveAsync(caseId, final, cancellationToken) ? [.. items.Except(final)] : items;
    }

    private static bool Wakes(string kind) =>
        kind is StartOrchestrationHandler.KindName or RaiseEventHandler.KindName;

    private async Task<bool> TryFinishAsync(
        string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            CaseFile file = await store.LoadAsync(caseId, cancellationToken);
            LogFinishing(caseId, file.Outbox.Count);
            return await FlushAsync(caseId, file.Outbox, client, cancellationToken) is [];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A case file that cannot be read must not hold up the outboxes of all others.
            LogUnreadable(caseId, failure.GetType().Name);
            return false;
        }
    }

    private async Task<bool> TryHandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        using Activity? span = Tracing.Resume($"outbox {item.Kind}", item.TraceParent, caseId);
        try
        {
            return await handlers[item.Kind].HandleAsync(caseId, item, client, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The change itself is committed and must answer as such; the timer finishes what failed here.
            store.Forget(caseId);
            LogFailed(caseId, item.Kind, item.Subject, failure.GetType().Name);
            return false;
        }
    }

    private async Task<bool> TryRemoveAsync(
        string caseId, List<OutboxItem> items, CancellationToken cancellationToken)
    {
        try
        {
            await store.RemoveAsync(caseId, items, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // They are carried out once more, which does no harm.
            store.Forget(caseId);
            LogFailed(caseId, items[0].Kind, items[0].Subject, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "Case {CaseId}: finishing {Count} abandoned outbox items")]
    private partial void LogFinishing(string caseId, int count);

    [LoggerMessage(
        1102, LogLevel.Warning, "Case {CaseId}: outbox item {Kind} for {Subject} failed with {ErrorType}, stays")]
    private partial void LogFailed(string caseId, string kind, string subject, string errorType);

    [LoggerMessage(1103, LogLevel.Error, "Case {CaseId}: the outbox cannot be read ({ErrorType}), stays")]
    private partial void LogUnreadable(string caseId, string errorType);
}
