using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Privacy;

/// <summary>How long one class of data is kept and what then happens (rules R11.7, R13.5, R14.1).</summary>
public sealed record RetentionRule
{
    /// <summary>Stable code.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>Whole years after the trigger.</summary>
    public required int Years { get; init; }

    /// <summary>Days on top of the years.</summary>
    public required int Days { get; init; }

    /// <summary>What the period runs from.</summary>
    public required RetentionTrigger Trigger { get; init; }

    /// <summary>What happens when it is over.</summary>
    public required RetentionAction Action { get; init; }

    /// <summary>Who carries it out: this system's timer, or the office by hand.</summary>
    public required RetentionExecution Execution { get; init; }

    /// <summary>Where the period comes from, in Chinese.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// The last day on which the data are kept: the same calendar day in China after years and days (Civil Code 201).
    /// </summary>
    /// <param name="since">When the trigger happened.</param>
    public DateOnly LastDay(DateTimeOffset since) => ChinaTime.DateOf(since).AddYears(Years).AddDays(Days);

    /// <summary>Whether the period is over.</summary>
    /// <param name="since">When the trigger happened.</param>
    /// <param name="now">The present instant.</param>
    public bool IsOver(DateTimeOffset since, DateTimeOffset now) => ChinaTime.DateOf(now) > LastDay(since);
}
