using System.Diagnostics;

namespace Daoban.TestKit;

/// <summary>Waits for what others bring about. Only for conditions that nothing can signal.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(1);

    /// <summary>Returns once the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit, by default a minute.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan? limit = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > (limit ?? DefaultLimit))
            {
                throw new TimeoutException($"Not so within {limit ?? DefaultLimit}.");
            }

            await Task.Delay(Interval);
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, TimeSpan?)" />
    public static Task HoldsAsync(Func<bool> condition, TimeSpan? limit = null) =>
        HoldsAsync(() => Task.FromResult(condition()), limit);
}
