using Daoban.Workflows.Calendar;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Alerts;

/// <summary>
/// Looks at every reading of personal data and every refusal that was entered, and tells the auditors what is out of
/// the ordinary: once for each person, day and kind.
/// </summary>
public sealed partial class AccessAlerts
{
    private static readonly HashSet<string> Reads = new(
        [
            LedgerActions.DataCopied, LedgerActions.DocumentRead, LedgerActions.FieldRevealed,
            LedgerActions.PersonLookedUp,
        ],
        StringComparer.Ordinal);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AlertStore store;
    private readonly AccessLog log;
    private readonly AlertOptions options;
    private readonly ILogger<AccessAlerts> logger;
    private readonly Lock gate = new();

    // Of one day: what was raised, and from which entry on a person's chain is worth counting again.
    private readonly HashSet<string> raised = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> countAgainAt = new(StringComparer.Ordinal);
    private DateOnly today;

    internal AccessAlerts(
        AlertStore store, AccessLog log, IOptions<AlertOptions> options, ILogger<AccessAlerts> logger)
    {
        this.store = store;
        this.log = log;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>Looks at a reading of personal data. Never fails it: what was read is in the chain.</summary>
    /// <param name="entry">As <see cref="AccessLog.EnterAsync"/> returned it.</param>
    /// <param name="isOwnCase">
    /// Whether the reader took the case in, holds or decided a review task of it, or was approved to read.
    /// </param>
    public Task OnReadAsync(LedgerEntry entry, bool isOwnCase) =>
        LookAsync(entry, isOwnCase ? null : AlertKinds.NotOwnCase);

    /// <summary>Looks at a look-up of a resident apart from any case.</summary>
    /// <param name="entry">As <see cref="AccessLog.EnterAsync"/> returned it.</param>
    public Task OnLookUpAsync(LedgerEntry entry) => LookAsync(entry, AlertKinds.WithoutCase);

    /// <summary>Looks at a refusal.</summary>
    /// <param name="entry">As <see cref="AccessLog.EnterAsync"/> returned it.</param>
    public Task OnDeniedAsync(LedgerEntry entry) =>
        entry.Outcome == ProblemCodes.RelativeNotAllowed
            ? GuardAsync(entry, cancellationToken => RaiseAsync(AlertKinds.Relative, entry, cancellationToken))
            : Task.CompletedTask;

    private Task LookAsync(LedgerEntry entry, string? kind) =>
        GuardAsync(entry, async cancellationToken =>
        {
            if (kind is not null)
            {
                await RaiseAsync(kind, entry, cancellationToken);
            }

            if (await AreManyAsync(entry, cancellationToken))
            {
                await RaiseAsync(AlertKinds.ManyReads, entry, cancellationToken);
            }
        });

    // The chain's numbers count refusals, too, so they only tell when it may be time to count the readings.
    private async Task<bool> AreManyAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        int most = options.ReadsPerDay;
        lock (gate)
        {
            Turn(entry);
            if (entry.Sequence <= Math.Max(most, countAgainAt.GetValueOrDefault(entry.ActorId))
                || raised.Contains(AlertStore.IdOf(AlertKinds.ManyReads, entry.ActorId)))
            {
                return false;
            }
        }

        (IReadOnlyList<LedgerLine> lines, _) =
            await log.ReadAsync(entry.ActorId, ChinaTime.DateOf(entry.At), cancellationToken);
        int reads = lines.Count(line => Reads.Contains(line.Entry.Action));
        lock (gate)
        {
            countAgainAt[entry.ActorId] = entry.Sequence + most - reads;
        }

        return reads > most;
    }

    private async Task RaiseAsync(string kind, LedgerEntry entry, CancellationToken cancellationToken)
    {
        string id = AlertStore.IdOf(kind, entry.ActorId);
        lock (gate)
        {
            Turn(entry);
            if (raised.Contains(id))
            {
                return;
            }
        }

        bool isNew = await store.TryAddAsync(
            ChinaTime.DateOf(entry.At),
            new AlertRecord(kind, entry.ActorId, entry.At, entry.CaseId),
            cancellationToken);
        if (isNew)
        {
            LogRaised(kind, entry.ActorId);
        }

        lock (gate)
        {
            raised.Add(id);
        }
    }

    private void Turn(LedgerEntry entry)
    {
        DateOnly day = ChinaTime.DateOf(entry.At);
        if (day != today)
        {
            today = day;
            raised.Clear();
            countAgainAt.Clear();
        }
    }

    // Not cancelled with the request: hanging up after a reading must not keep it from being looked at.
    private async Task GuardAsync(LedgerEntry entry, Func<CancellationToken, Task> look)
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await look(patience.Token);
        }
        catch (Exception failure) when (StorageFailures.Is(failure))
        {
            LogFailed(entry.ActorId, failure.GetType().Name);
        }
    }

    [LoggerMessage(6201, LogLevel.Warning, "Alert {Kind} about {ActorId}")]
    private partial void LogRaised(string kind, string actorId);

    [LoggerMessage(6202, LogLevel.Error, "An access of {ActorId} could not be looked at for alerts: {ErrorType}")]
    private partial void LogFailed(string actorId, string errorType);
}
