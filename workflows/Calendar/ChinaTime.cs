namespace Daoban.Workflows.Calendar;

/// <summary>The civil time of everything legal or shown: Asia/Shanghai, UTC+8 without daylight saving.</summary>
public static class ChinaTime
{
    /// <summary>IANA zone <c>Asia/Shanghai</c>.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The same instant on a Chinese clock.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The Chinese calendar date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>24:00 of a day, as the UTC instant of the next day's midnight in China.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        DateTime midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
