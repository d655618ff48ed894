using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Applies the retention rules to the cases that are due. A timer calls it; a run that is cut off leaves the rest in
/// the queue, and every step may be done twice.
/// </summary>
public sealed partial class RetentionRun
{
    private const int MostPerRun = 50;

    // While something stands against it, and after a failure: not at the front of the queue for ever.
    private const int PutOffDays = 7;
    private const int DaysAfterFailure = 1;

    private readonly RetentionQueue queue;
    private readonly CaseFileStore store;
    private readonly DataDeletion deletion;
    private readonly CaseArchiving archiving;
    private readonly IDataRegister register;
    private readonly TimeProvider clock;
    private readonly ILogger<RetentionRun> logger;

    internal RetentionRun(
        RetentionQueue queue,
        CaseFileStore store,
        DataDeletion deletion,
        CaseArchiving archiving,
        IDataRegister register,
        TimeProvider clock,
        ILogger<RetentionRun> logger)
    {
        this.queue = queue;
        this.store = store;
        this.deletion = deletion;
        this.archiving = archiving;
        this.register = register;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Deals with at most 50 due cases.</summary>
    /// <returns>How many were dealt with, those put off included.</returns>
    public async Task<int> ApplyAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        DateOnly today = ChinaTime.DateOf(clock.GetUtcNow());
        int count = 0;
        await foreach (RetentionDue due in queue.ListDueAsync(today, cancellationToken))
        {
            if (await TryApplyAsync(due, client, cancellationToken) is { } day)
            {
                await queue.MoveAsync(due, day, cancellationToken);
            }
            else
            {
                await queue.RemoveAsync(due, cancellationToken);
            }

            if (++count == MostPerRun)
            {
                break;
            }
        }

        return count;
    }

    /// <returns>The day to which it is put off; null once it is dealt with.</returns>
    private async Task<DateOnly?> TryApplyAsync(
        RetentionDue due, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await ApplyAsync(due, client, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // One case whose file cannot be read must not hold up the others; it comes again.
            LogFailed(due.CaseId, due.RetentionClass, failure.GetType().Name);
            return ChinaTime.DateOf(clock.GetUtcNow()).AddDays(DaysAfterFailure);
        }
    }

    private async Task<DateOnly?> ApplyAsync(
        RetentionDue due, DurableTaskClient client, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        CaseFile file = await store.LoadAsync(due.CaseId, cancellationToken);
        RetentionRule rule = register.RuleOf(due.RetentionClass);
        if (file.Existing.ClosedAt is not { } closedAt || !rule.IsOver(closedAt, now))
        {
            // The rule became longer since the case was closed.
            return rule.LastDay(file.Existing.ClosedAt ?? now).AddDays(1);
        }

        string? obstacle = rule.Action is RetentionAction.Archive
            ? await archiving.ArchiveAndPurgeAsync(due.CaseId, client, cancellationToken)
            : await deletion.DeleteAsync(
                due.CaseId, Actor.System, DeletionReasons.RetentionOver, client, cancellationToken);
        LogApplied(due.CaseId, due.RetentionClass, obstacle ?? "done");
        return obstacle is null ? null : ChinaTime.DateOf(now).AddDays(PutOffDays);
    }

    [LoggerMessage(6301, LogLevel.Information, "Case {CaseId}: retention of {RetentionClass} applied: {Outcome}")]
    private partial void LogApplied(string caseId, string retentionClass, string outcome);

    [LoggerMessage(
        6302, LogLevel.Error, "Case {CaseId}: retention of {RetentionClass} failed with {ErrorType}, is put off")]
    private partial void LogFailed(string caseId, string retentionClass, string errorType);
}
