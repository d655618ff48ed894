using Daoban.Workflows.Alerts;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Denials;

/// <summary>
/// Enters what was refused to a known person into their access chain. A flood costs little: the same refusal is entered
/// once a minute, and once more with the number of its repetitions when the minute is over.
/// </summary>
public sealed partial class DeniedAttempts
{
    // Of one person in a minute; what goes beyond is entered without the case, and so once for each refusal.
    private const int MostOfOne = 30;

    // A refusal is answered within this time, whether storage took the entry or not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AccessLog log;
    private readonly AccessAlerts alerts;
    private readonly TimeProvider clock;
    private readonly ILogger<DeniedAttempts> logger;
    private readonly Lock gate = new();
    private readonly Dictionary<Key, Repetitions> current = [];
    private readonly List<Repetitions> due = [];
    private long minute;

    internal DeniedAttempts(
        AccessLog log, AccessAlerts alerts, TimeProvider clock, ILogger<DeniedAttempts> logger)
    {
        this.log = log;
        this.alerts = alerts;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>
    /// Enters the refusal, or counts it as a repetition. Never throws for storage: the refusal stands all the same, and
    /// the log says what could not be entered. Not cancelled with the request: hanging up does not hide an attempt.
    /// </summary>
    public async Task EnterAsync(DeniedAttempt denied)
    {
        if (Count(denied) is { } fresh && !await TryEnterAsync(fresh.Denied, reason: null))
        {
            Forget(fresh);
        }
    }

    /// <summary>Enters the repetitions of minutes that are over. Called by a timer, and when the host stops.</summary>
    /// <param name="isLast">Whether those of the present minute are entered, too.</param>
    internal async Task FlushAsync(bool isLast)
    {
        Repetitions[] over;
        lock (gate)
        {
            Turn(isLast);
            over = [.. due];
            due.Clear();
        }

        foreach (Repetitions one in over)
        {
            await TryEnterAsync(one.Denied, $"repeated-{one.Count}");
        }
    }

    private Repetitions? Count(DeniedAttempt denied)
    {
        lock (gate)
        {
            Turn(isLast: false);
            Key key = new(denied.Actor.Id, denied.Function, denied.Code, denied.CaseId);
            if (!current.ContainsKey(key) && current.Keys.Count(known => known.ActorId == key.ActorId) >= MostOfOne)
            {
                key = key with { CaseId = null };
                denied = denied with { CaseId = null };
            }

            if (current.TryGetValue(key, out Repetitions? known))
            {
                known.Count++;
                return null;
            }

            return current[key] = new Repetitions(key, denied);
        }
    }

    // What was not entered is tried again with the next refusal of its kind.
    private void Forget(Repetitions one)
    {
        lock (gate)
        {
            current.Remove(one.Key);
        }
    }

    private void Turn(bool isLast)
    {
        long now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (now == minute && !isLast)
        {
            return;
        }

        minute = now;
        due.AddRange(current.Values.Where(one => one.Count > 0));
        current.Clear();
    }

    private async Task<bool> TryEnterAsync(DeniedAttempt denied, string? reason)
    {
        using CancellationTokenSource patience = new(Patience, clock);
        try
        {
            LedgerEntry entry = await log.EnterAsync(
                new(
                    LedgerActions.AccessDenied,
                    denied.Actor,
                    denied.Function,
                    denied.Code,
                    reason,
                    CaseId: denied.CaseId),
                patience.Token);
            await alerts.OnDeniedAsync(entry);
            return true;
        }
        catch (Exception failure) when (failure is LedgerBusyException || StorageFailures.Is(failure))
        {
            LogNotEntered(denied.Actor.Id, denied.Function, denied.Code, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(
        6101,
        LogLevel.Error,
        "The refusal {Code} of {ActorId} at {Function} could not be entered into the access chain: {ErrorType}")]
    private partial void LogNotEntered(string actorId, string function, string code, string errorType);

    private sealed record Key(string ActorId, string Function, string Code, string? CaseId);

    private sealed class Repetitions(Key key, DeniedAttempt denied)
    {
        public Key Key => key;

        public DeniedAttempt Denied => denied;

        public int Count { get; set; }
    }
}
