using System.Globalization;
using System.Text.RegularExpressions;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Criteria in the form that every value has that the application gives out; so they can stand in filters.
/// </summary>
internal sealed partial record AuditQuery(AuditCriteria Criteria, DateOnly? From, DateOnly? To)
{
    private static readonly string[] Verdicts = ["approved", "rejected"];
    private static readonly string[] Stages = ["completed", "rejected", "lapsed"];

    /// <summary>Partition of the most selective criterion; null when only days are given.</summary>
    public string? Partition =>
        Criteria.Person is { } person ? AuditIndexRules.OfPerson(person)
        : Criteria.Actor is { } actor ? AuditIndexRules.OfActor(actor)
        : Criteria.Verdict is { } verdict ? AuditIndexRules.OfVerdict(verdict)
        : Criteria.Stage is { } stage ? AuditIndexRules.OfStage(stage)
        : Criteria.Station is { } station ? AuditIndexRules.OfStation(station)
        : Criteria.Item is { } item ? AuditIndexRules.OfItem(item)
        : null;

    /// <summary>The first instant of the period.</summary>
    public DateTimeOffset? Since => From is { } day ? ChinaTime.EndOf(day.AddDays(-1)) : null;

    /// <summary>The first instant after the period.</summary>
    public DateTimeOffset? Before => To is { } day ? ChinaTime.EndOf(day) : null;

    /// <summary>Criteria that are columns of the rows.</summary>
    public IEnumerable<(string Column, string? Wanted)> Columns =>
    [
        (nameof(AuditIndexEntry.Person), Criteria.Person),
        (nameof(AuditIndexEntry.ActorId), Criteria.Actor),
        (nameof(AuditIndexEntry.StationId), Criteria.Station),
        (nameof(AuditIndexEntry.ItemCode), Criteria.Item),
        (nameof(AuditIndexEntry.Verdict), Criteria.Verdict),
        (nameof(AuditIndexEntry.Stage), Criteria.Stage),
    ];

    /// <summary>Reads criteria.</summary>
    /// <returns>The query, or the parameter that has no form that the application gives out.</returns>
    public static Attempt<AuditQuery> Parse(AuditCriteria criteria)
    {
        if (criteria == new AuditCriteria(null, null, null, null, null, null, null, null, null))
        {
            return new Problem(ProblemCodes.MissingParameter);
        }

        (string Name, string? Value, Func<string, bool> IsWellFormed)[] forms =
        [
            ("caseId", criteria.CaseId, Ids.IsLowerCaseUuid),
            ("person", criteria.Person, Hash().IsMatch),
            ("actor", criteria.Actor, ActorIds.IsWellFormed),
            ("station", criteria.Station, Code().IsMatch),
            ("item", criteria.Item, Code().IsMatch),
            ("verdict", criteria.Verdict, Verdicts.Contains),
            ("stage", criteria.Stage, Stages.Contains),
            ("from", criteria.From, value => DayOf(value) is not null),
            ("to", criteria.To, value => DayOf(value) is not null),
        ];
        foreach ((string name, string? value, Func<string, bool> isWellFormed) in forms)
        {
            if (value is not null && !isWellFormed(value))
            {
                return new Problem(ProblemCodes.MalformedParameter, name);
            }
        }

        DateOnly? from = DayOf(criteria.From);
        DateOnly? to = DayOf(criteria.To);
        return to < from
            ? new Problem(ProblemCodes.MalformedParameter, "to")
            : new AuditQuery(criteria, from, to);
    }

    /// <summary>Columns of an entry's rows.</summary>
    public static IEnumerable<(string Column, string? Value)> ColumnsOf(AuditIndexEntry entry) =>
    [
        (nameof(entry.Person), entry.Person),
        (nameof(entry.ActorId), entry.ActorId),
        (nameof(entry.StationId), entry.StationId),
        (nameof(entry.ItemCode), entry.ItemCode),
        (nameof(entry.Verdict), entry.Verdict),
        (nameof(entry.Stage), entry.Stage),
    ];

    /// <summary>Whether an entry is what the query asks for; storage's filters say the same.</summary>
    public bool Fits(AuditIndexEntry entry) =>
        Columns.Zip(ColumnsOf(entry)).All(pair => pair.First.Wanted is null || pair.First.Wanted == pair.Second.Value)
        && !(entry.At < Since)
        && !(entry.At >= Before);

    // Within what a clock can show on either side.
    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        && day.Year is > 1900 and < 9000
            ? day
            : null;

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,40}\z")]
    private static partial Regex Code();
}
