namespace Daoban.Bench.Load;

/// <summary>Latencies of one operation, in milliseconds.</summary>
internal sealed record Percentiles(int Count, double P50, double P95, double P99, double Max)
{
    /// <summary>
    /// Of at least one value; a percentile is the smallest value that so many are not above (nearest rank).
    /// </summary>
    public static Percentiles Of(IEnumerable<float> milliseconds)
    {
        float[] sorted = [.. milliseconds.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        double At(double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
        return new Percentiles(sorted.Length, At(0.5), At(0.95), At(0.99), sorted[^1]);
    }
}
