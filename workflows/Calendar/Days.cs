using System.Globalization;

namespace Daoban.Workflows.Calendar;

/// <summary>Days in China as addresses and table keys name them: <c>yyyy-MM-dd</c>.</summary>
internal static class Days
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The day of a text, today for none; null when the text is no day.</summary>
    public static DateOnly? Parse(string? text, TimeProvider clock) =>
        string.IsNullOrEmpty(text) ? ChinaTime.DateOf(clock.GetUtcNow())
        : DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : null;

    /// <summary>The day of a text that we wrote.</summary>
    /// <exception cref="FormatException">The text is no day.</exception>
    public static DateOnly Exact(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);

    /// <summary>The text of a day.</summary>
    public static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
