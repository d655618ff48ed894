using Daoban.Emulator.Hosting.Settings;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>
/// host.json's maxConcurrentRequests (the rest waits) and maxOutstandingRequests (the rest is refused).
/// </summary>
internal sealed class RequestThrottle : IDisposable
{
    private readonly SemaphoreSlim? running;
    private readonly int outstandingLimit;
    private int outstanding;

    public RequestThrottle(HostSettings settings)
    {
        int concurrent = settings.Number("extensions:http:maxConcurrentRequests", -1);
        running = concurrent > 0 ? new SemaphoreSlim(concurrent) : null;
        outstandingLimit = settings.Number("extensions:http:maxOutstandingRequests", -1);
    }

    /// <returns>False when too many requests are there; then the action did not run.</returns>
    public async Task<bool> TryRunAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        int now = Interlocked.Increment(ref outstanding);
        try
        {
            if (outstandingLimit > 0 && now > outstandingLimit)
            {
                return false;
            }

            if (running is null)
            {
                await action();
                return true;
            }

            await running.WaitAsync(cancellationToken);
            try
            {
                await action();
            }
            finally
            {
                running.Release();
            }

            return true;
        }
        finally
        {
            Interlocked.Decrement(ref outstanding);
        }
    }

    public void Dispose() => running?.Dispose();
}
