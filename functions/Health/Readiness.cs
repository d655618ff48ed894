using Daoban.Functions.Http;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Health;

/// <summary>
/// Whether this instance should be sent requests. Whoever may ask, and however often, the checks run at most every few
/// seconds.
/// </summary>
internal sealed partial class Readiness(
    IEnumerable<IReadinessCheck> checks,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Readiness> logger) : IDisposable
{
    /// <summary>How long an answer is good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IReadinessCheck[] checks = [.. checks.OrderBy(check => check.Name, StringComparer.Ordinal)];
    private readonly SemaphoreSlim gate = new(1);
    private ReadinessView? last;
    private long lookedAt;

    /// <summary>How it stands.</summary>
    public async Task<ReadinessView> LookAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new ReadinessView(Ready: false, [new ReadinessPart("running", Ready: false)]);
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (last is null || clock.GetElapsedTime(lookedAt) >= GoodFor)
            {
                ReadinessPart[] parts = await Task.WhenAll(checks.Select(AskAsync));
                last = new ReadinessView(parts.All(part => part.Ready), parts);
                lookedAt = clock.GetTimestamp();
            }

            return last;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    // Not the asking request's token: its answer is for the others, too.
    private async Task<ReadinessPart> AskAsync(IReadinessCheck check)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        try
        {
            bool ready = await check.IsReadyAsync(deadline.Token);
            if (!ready)
            {
                LogNotReady(check.Name, "not there");
            }

            return new ReadinessPart(check.Name, ready);
        }
        catch (Exception failure)
        {
            // The edge of a probe: whatever keeps the part from answering, the instance is not ready.
            LogNotReady(check.Name, Failure.Describe(failure));
            return new ReadinessPart(check.Name, Ready: false);
        }
    }

    [LoggerMessage(5311, LogLevel.Warning, "Not ready: {Check}: {Failure}")]
    private partial void LogNotReady(string check, string failure);
}
