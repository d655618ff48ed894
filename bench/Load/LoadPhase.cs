using System.Diagnostics;

namespace Daoban.Bench.Load;

/// <summary>
/// Lets planned cases arrive at their instants, however slow the application is, and waits for their ends.
/// </summary>
internal sealed class LoadPhase(
    LoadHttp http, LoadTargets targets, LoadStaff staff, PaperPool papers, TimeSpan think)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(3);

    private readonly List<CaseDrive> drives = [];
    private int open;
    private int ended;
    private string? lastEnded;

    /// <summary>Cases on their way.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Cases that have ended.</summary>
    public int Ended => Volatile.Read(ref ended);

    public IReadOnlyList<CaseDrive> Drives => drives;

    /// <summary>Cases that had ended when the last one arrived.</summary>
    public int EndedInTime { get; private set; }

    /// <returns>Whether all cases came to an end, good or bad, within the time left for it.</returns>
    public async Task<bool> RunAsync(
        IReadOnlyList<CasePlan> plans, TimeSpan duration, int seed, CancellationToken cancellationToken)
    {
        AuditDrive audits = new(http, targets, staff, seed);
        Random random = new(seed);
        long began = Stopwatch.GetTimestamp();
        using CancellationTokenSource drained = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> running = [];
        foreach (CasePlan plan in plans)
        {
            long due = began + (long)(plan.At.TotalSeconds * Stopwatch.Frequency);
            await AwaitAsync(due, cancellationToken);
            CaseDrive drive = new(plan, http, targets, staff, papers);
            drives.Add(drive);
            running.Add(DriveAsync(drive, due, drained.Token));
            if (random.NextDouble() < AuditDrive.PerCase)
            {
                running.Add(audits.RunAsync(lastEnded, due, drained.Token));
            }
        }

        await AwaitAsync(began + (long)(duration.TotalSeconds * Stopwatch.Frequency), cancellationToken);
        EndedInTime = Ended;
        drained.CancelAfter(DrainLimit);
        try
        {
            await Task.WhenAll(running);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task AwaitAsync(long due, CancellationToken cancellationToken)
    {
        TimeSpan rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, cancellationToken);
        }
    }

    private async Task DriveAsync(CaseDrive drive, long due, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref open);
        try
        {
            // Off the loop that lets cases arrive.
            await Task.Yield();
            if (await drive.TryRunAsync(due, think, cancellationToken))
            {
                Interlocked.Increment(ref ended);
                lastEnded = drive.CaseId;
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
