
namespace Daoban.Run.Launch;

/// <summary>
/// Azurite, issuer, bank simulator, time-stamp authority and application, running. Disposal stops them, the application
/// first.
/// </summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly DataFolderLock dataLock;
    private readonly List<GuardedProcess> started = [];

    private Stack(StackPlan plan, DataFolderLock dataLock)
    {
        Plan = plan;
        this.dataLock = dataLock;
    }

    public StackPlan Plan { get; }

    /// <summary>The application's process.</summary>
    public int AppProcessId => started[^1].ProcessId;

    /// <exception cref="LaunchException">Something is missing or did not start.</exception>
    public static async Task<Stack> StartAsync(StackPlan plan, CancellationToken cancellationToken)
    {
        Stack stack = new(plan, await DataFolderLock.TakeAsync(plan.DataFolder, cancellationToken));
        try
        {
            await stack.StartAllAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when any of the programs ends.</summary>
    /// <returns>Which one, and the last lines of its log.</returns>
    public async Task<(string Name, string LogTail)> AwaitFirstEndAsync(CancellationToken cancellationToken)
    {
        List<Task<string>> ends = [.. started.Select(process => process.AwaitEndAsync(cancellationToken))];
        Task<string> first = await Task.WhenAny(ends);
        return (started[ends.IndexOf(first)].Name, await first);
    }

    public async ValueTask DisposeAsync()
    {
        for (int i = started.Count - 1; i >= 0; i--)
        {
            await started[i].DisposeAsync();
        }

        dataLock.Dispose();
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        // Everything that may be missing shows before anything runs.
        ChildProgram app = Programs.App(Plan);
        ChildProgram[] before =
            [Programs.Azurite(Plan), Programs.Issuer(Plan), Programs.Bank(Plan), Programs.Tsa(Plan)];
        Task<GuardedProcess>[] needed =
            [.. before.Select(program => GuardedProcess.StartAsync(program, cancellationToken))];
        try
        {
            await Task.WhenAll(needed);
        }
        finally
        {
            // Stopped in the opposite order, the application first: it comes last.
            started.AddRange(needed.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result));
        }

        dataLock.NoteAzurite(started[0].ProcessId);
        started.Add(await GuardedProcess.StartAsync(app, cancellationToken));
    }
}
