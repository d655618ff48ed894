using System.Text.Json.Serialization;

namespace Daoban.Workflows.Calendar;

/// <summary>The length of a limit, as the catalog states it: <c>{ "amount": 5, "unit": "workingDays" }</c>.</summary>
/// <param name="Amount">How many, 0 to 10,000; 0 days or working days end with the day itself.</param>
/// <param name="Unit">Of what.</param>
public sealed record Duration(int Amount, DurationUnit Unit)
{
    /// <summary>The largest <see cref="Amount"/> that a calendar answers.</summary>
    public const int MaximumAmount = 10_000;

    /// <summary>True for seconds, minutes and hours: they run on, day and night. Days end at 24:00 in China.</summary>
    [JsonIgnore]
    public bool IsClockTime => Unit is DurationUnit.Seconds or DurationUnit.Minutes or DurationUnit.Hours;

    /// <summary>The plain length, for intervals that are no legal limit.</summary>
    /// <exception cref="InvalidOperationException">Working days have no fixed length.</exception>
    public TimeSpan ToTimeSpan() => Unit switch
    {
        DurationUnit.Seconds => TimeSpan.FromSeconds(Amount),
        DurationUnit.Minutes => TimeSpan.FromMinutes(Amount),
        DurationUnit.Hours => TimeSpan.FromHours(Amount),
        DurationUnit.Days => TimeSpan.FromDays(Amount),
        _ => throw new InvalidOperationException($"{Amount} {Unit} have no fixed length; ask the working calendar."),
    };

    /// <summary>
    /// True when this limit ends before <paramref name="other"/>, whenever both begin. Calendar and working days do not
    /// compare: a long holiday may put five working days behind ten calendar days.
    /// </summary>
    public bool EndsBefore(Duration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (IsClockTime, other.IsClockTime) switch
        {
            (true, true) => ToTimeSpan() < other.ToTimeSpan(),

            // n days end at least n times 24 hours after they began, never earlier.
            (true, false) => ToTimeSpan() < TimeSpan.FromDays(other.Amount),
            (false, false) => Unit == other.Unit && Amount < other.Amount,
            (false, true) => false,
        };
    }
}
