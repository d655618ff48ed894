using System.Globalization;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary><c>./run</c>: starts everything and keeps it running until it is told to stop.</summary>
internal static class StartCommand
{
    public static async Task<int> RunAsync(string? dataFolder, CancellationToken cancellationToken)
    {
        Repository repository = Repository.Find();
        StackPlan plan = new(repository, Ports.UsualOrFree(), dataFolder ?? repository.DefaultData);
        AnsiConsole.MarkupLine(
            "Starting Azurite, token issuer, bank simulator, time-stamp authority and application …");
        await using Stack stack = await Stack.StartAsync(plan, cancellationToken);
        foreach ((int wanted, int taken) in plan.Ports.Replaced())
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[yellow]Port {wanted} is busy; {taken} is used instead.[/]");
        }

        await StartBanner.WriteAsync(plan, cancellationToken);
        try
        {
            (string name, string log) = await stack.AwaitFirstEndAsync(cancellationToken);
            throw new LaunchException($"{name} ended:\n{log}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            AnsiConsole.MarkupLine("Stopping …");
            return 0;
        }
    }
}
