namespace Daoban.Emulator.Hosting.Queues;

/// <summary>
/// How long to leave an empty queue alone: 100 ms at first, then roughly twice as long each time (off by up to 20 %, so
/// that listeners do not march in step), at most <paramref name="maximum" />.
/// </summary>
internal sealed class PollingBackOff(TimeSpan maximum, Random random)
{
    public static readonly TimeSpan Minimum = TimeSpan.FromMilliseconds(100);

    private const double Spread = 0.2;

    private int step;

    /// <summary>A message was found: the next wait is the shortest again.</summary>
    public void Reset() => step = 0;

    /// <summary>The wait before the next look.</summary>
    public TimeSpan Next()
    {
        double jitter = 1 - Spread + (2 * Spread * random.NextDouble());
        TimeSpan wait = step == 0 ? Minimum : Minimum + (Minimum * Math.ScaleB(jitter, step - 1));
        if (wait >= maximum)
        {
            return maximum;
        }

        step++;
        return wait;
    }
}
