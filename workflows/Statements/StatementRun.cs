using System.Diagnostics.Metrics;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Works through the days whose statement is still open, the oldest first, and says which are missing: log event, an
/// discrepancy for two people, metric <c>daoban.bank.statements.missing</c>.
/// </summary>
public sealed partial class StatementRun : IDisposable
{
    internal const string GaugeName = "daoban.bank.statements.missing";

    // How long after a day its payments may still become known to us by another way than its statement.
    private const int DaysComparedAgain = 7;

    private readonly StatementImport import;
    private readonly StatementBook book;
    private readonly DiscrepancyBook discrepancies;
    private readonly StatementCalendar times;
    private readonly TimeProvider clock;
    private readonly ILogger<StatementRun> logger;
    private readonly TimedGauge gauge;

    internal StatementRun(
        StatementImport import,
        StatementBook book,
        DiscrepancyBook discrepancies,
        StatementCalendar times,
        TimeProvider clock,
        ILogger<StatementRun> logger)
    {
        this.import = import;
        this.book = book;
        this.discrepancies = discrepancies;
        this.times = times;
        this.clock = clock;
        this.logger = logger;
        gauge = new TimedGauge(
            GaugeName, "{file}", "Daily bank statements that did not come in time", TimeSpan.FromMinutes(45), clock);
    }

    /// <summary>Asks for what is due, goes on with what was begun. Called by a timer every 15 minutes.</summary>
    public async Task ContinueAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = ChinaTime.DateOf(now);
        DateOnly first = await book.FirstAsync(today, cancellationToken);
        IReadOnlyDictionary<DateOnly, StatementRecord> known =
            await book.ListAsync(Earlier(first, today.AddDays(-DaysComparedAgain)), today, cancellationToken);
        DateOnly? open = null;
        int missing = 0;
        bool mayAsk = times.IsTimeToAsk(now);
        for (DateOnly day = first; day < today; day = day.AddDays(1))
        {
            StatementRecord record = known.GetValueOrDefault(day, StatementRecord.New);
            if (!record.IsDone && (mayAsk || record.State is StatementState.Importing))
            {
                record = await import.RunAsync(day, client, cancellationToken);
                // A bank that does not answer is not asked for every other day as well.
                mayAsk &= record.Answer is not StatementCodes.Unreachable;
            }

            if (!record.IsDone && !await IsWaivedAsync(day, now, cancellationToken))
            {
                open ??= day;
                missing += times.CutOffOf(day) <= now ? 1 : 0;
            }
        }

        if ((open ?? today) != first)
        {
            await book.MoveFirstAsync(open ?? today, cancellationToken);
        }

        foreach (DateOnly day in known.Keys.Where(day => day >= today.AddDays(-DaysComparedAgain)))
        {
            await import.CompareAgainAsync(day, cancellationToken);
        }

        gauge.Set(new Measurement<long>(missing));
    }

    /// <summary>Takes the metric away.</summary>
    public void Dispose() => gauge.Dispose();

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    // Told once, when its time is over; two people may then say that there will be none.
    private async Task<bool> IsWaivedAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (times.CutOffOf(day) > now)
        {
            return false;
        }

        DiscrepancyRecord missing = new(DiscrepancyCodes.StatementMissing, now);
        if (await discrepancies.AddAsync(day, missing, cancellationToken))
        {
            LogMissing(day);
            return false;
        }

        if (await discrepancies.FindAsync(day, missing.Id, cancellationToken) is not
            ({ State: DiscrepancyState.Resolved }, _))
        {
            return false;
        }

        await import.WaiveAsync(day, cancellationToken);
        return true;
    }

    [LoggerMessage(3114, LogLevel.Error, "Statement of {Day:yyyy-MM-dd} is missing")]
    private partial void LogMissing(DateOnly day);
}
