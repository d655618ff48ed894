namespace Daoban.Bench.Load;

/// <summary>A straight line through measurements over time (least squares).</summary>
/// <param name="PerMinute">Its slope.</param>
/// <param name="Average">Average of the measurements.</param>
internal sealed record GrowthFit(double PerMinute, double Average)
{
    /// <summary>
    /// The line through the lowest measurement of each slice of time: what a process keeps, and not what it has not
    /// collected yet.
    /// </summary>
    /// <param name="samples">Seconds since the start and value.</param>
    /// <param name="from">Seconds that are warm-up.</param>
    /// <param name="slice">Seconds of one slice.</param>
    /// <returns>Null when fewer than three slices have a measurement.</returns>
    public static GrowthFit? OfLowest(IEnumerable<(double At, double Value)> samples, double from, double slice)
    {
        (double At, double Value)[] lowest = [.. samples
            .Where(sample => sample.At >= from)
            .GroupBy(sample => (int)((sample.At - from) / slice))
            .Select(group => group.MinBy(sample => sample.Value))];
        return lowest.Length < 3 ? null : Of(lowest);
    }

    /// <summary>The line through at least two measurements at different times.</summary>
    public static GrowthFit Of(IReadOnlyList<(double At, double Value)> samples)
    {
        double meanAt = samples.Average(sample => sample.At);
        double mean = samples.Average(sample => sample.Value);
        double slope = samples.Sum(sample => (sample.At - meanAt) * (sample.Value - mean))
            / samples.Sum(sample => (sample.At - meanAt) * (sample.At - meanAt));
        return new GrowthFit(slope * 60, mean);
    }
}
