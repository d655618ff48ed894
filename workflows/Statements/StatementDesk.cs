using System.Globalization;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Problems;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Statements;

/// <summary>What people see of statements, and that they may try one again.</summary>
public sealed class StatementDesk
{
    private const string MonthForm = "yyyy-MM";

    private readonly StatementImport import;
    private readonly StatementBook book;
    private readonly DiscrepancyBook discrepancies;
    private readonly StatementCalendar times;
    private readonly TimeProvider clock;

    internal StatementDesk(
        StatementImport import,
        StatementBook book,
        DiscrepancyBook discrepancies,
        StatementCalendar times,
        TimeProvider clock)
    {
        this.import = import;
        this.book = book;
        this.discrepancies = discrepancies;
        this.times = times;
        this.clock = clock;
    }

    private DateOnly Today => ChinaTime.DateOf(clock.GetUtcNow());

    /// <summary>The statements of a month in China.</summary>
    /// <param name="month">yyyy-MM; the present one by default.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The list; <c>malformed-parameter</c>.</returns>
    public async Task<Attempt<StatementList>> ListAsync(string? month, CancellationToken cancellationToken)
    {
        DateOnly from = new(Today.Year, Today.Month, 1);
        if (!string.IsNullOrEmpty(month) && !DateOnly.TryParseExact(
            month, MonthForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out from))
        {
            return new Problem(ProblemCodes.MalformedParameter, "month");
        }

        DateOnly to = new(from.Year, from.Month, DateTime.DaysInMonth(from.Year, from.Month));
        DateOnly open = await book.FirstAsync(Today, cancellationToken);
        IReadOnlyDictionary<DateOnly, StatementRecord> known = await book.ListAsync(from, to, cancellationToken);
        ILookup<DateOnly, DiscrepancyRecord> found = await discrepancies.ListAsync(from, to, cancellationToken);
        IEnumerable<DateOnly> days = Enumerable.Range(0, to.Day)
            .Select(number => to.AddDays(-number))
            .Where(day => known.ContainsKey(day) || (day >= open && day < Today));
        return new StatementList(
            from.ToString(MonthForm, CultureInfo.InvariantCulture),
            [.. days.Select(day => View(day, known.GetValueOrDefault(day, StatementRecord.New), found[day]))],
            open);
    }

    /// <summary>Asks the bank for a day that is over and imports its answer. An imported day stays as it is.</summary>
    /// <returns>How the day stands; <c>malformed-parameter</c> when it is no day that is over.</returns>
    public async Task<Attempt<StatementView>> ImportAsync(
        string day, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (day.Length == 0 || Days.Parse(day, clock) is not { } date || date >= Today)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        StatementRecord record = await import.RunAsync(date, client, cancellationToken);
        return View(date, record, (await discrepancies.ListAsync(date, date, cancellationToken))[date]);
    }

    private StatementView View(DateOnly day, StatementRecord record, IEnumerable<DiscrepancyRecord> found)
    {
        DateTimeOffset cutOff = times.CutOffOf(day);
        DiscrepancyRecord[] all = [.. found];
        return new StatementView(
            day,
            record.State,
            !record.IsDone && cutOff <= clock.GetUtcNow(),
            cutOff,
            record.Count,
            record.SumFen,
            record.Applied,
            record.Confirmed,
            record.Settled,
            all.Length,
            all.Count(one => one.State is not DiscrepancyState.Resolved),
            record.Sha256,
            record.AskedAt,
            record.Answer,
            record.ImportedAt);
    }
}
