namespace Daoban.Bench.Load;

/// <summary>
/// When cases arrive: a day of office hours, pressed into the length of the run. Morning is when the boat of a market
/// day comes in. Drawn as a Poisson process, whose rate follows the curve.
/// </summary>
internal static class ArrivalCurve
{
    // Half hours from 08:30 to 17:00; the office rests at noon (S36 counts visits a day, not by the hour: the shape is
    // an assumption, as docs/scale.md says).
    private static readonly double[] HalfHours =
        [0.7, 1.3, 1.7, 1.7, 1.4, 1.1, 0.6, 0.4, 0.5, 0.8, 1.1, 1.2, 1.2, 1.0, 0.9, 0.8, 0.6];

    /// <summary>The rate at a point of the run against its average; its mean over the run is 1.</summary>
    /// <param name="part">0 at the beginning of the run, 1 at its end.</param>
    public static double Relative(double part) =>
        HalfHours[Math.Clamp((int)(part * HalfHours.Length), 0, HalfHours.Length - 1)] / HalfHours.Average();

    /// <summary>Instants of the run at which a case arrives, in order.</summary>
    /// <param name="perSecond">Average rate.</param>
    /// <param name="duration">Length of the run.</param>
    /// <param name="followsDay">Whether the rate follows the day; else it is even.</param>
    /// <param name="random">Decides.</param>
    public static IReadOnlyList<TimeSpan> Draw(
        double perSecond, TimeSpan duration, bool followsDay, Random random)
    {
        double peak = followsDay ? HalfHours.Max() / HalfHours.Average() : 1;
        List<TimeSpan> arrivals = [];
        double at = 0;
        while (true)
        {
            // Thinning (Lewis and Shedler 1979): candidates at the highest rate, kept with the present one's share.
            at -= Math.Log(1 - random.NextDouble()) / (perSecond * peak);
            if (at >= duration.TotalSeconds)
            {
                return arrivals;
            }

            double relative = followsDay ? Relative(at / duration.TotalSeconds) : 1;
            if (random.NextDouble() * peak < relative)
            {
                arrivals.Add(TimeSpan.FromSeconds(at));
            }
        }
    }
}
