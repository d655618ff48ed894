using System.Globalization;

namespace Daoban.Verify.Formats;

/// <summary>Instants as the format writes them: RFC 3339, UTC as <c>Z</c>, at most seven digits of a second.</summary>
internal static class Instants
{
    /// <summary>How far clocks that take part may differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    // China has one time zone and no summer time; the machine may know no time zones at all.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text,
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out instant);

    /// <summary>Beijing time for people.</summary>
    public static string InBeijing(DateTimeOffset instant) =>
        instant.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>UTC for people.</summary>
    public static string InUtc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
