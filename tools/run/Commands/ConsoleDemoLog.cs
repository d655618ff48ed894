using System.Diagnostics;
using System.Globalization;
using Daoban.Run.Demo;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>Prints one line for each step, with the seconds since the start.</summary>
internal sealed class ConsoleDemoLog(long started) : IDemoLog
{
    private static readonly Dictionary<string, string> Colours = new()
    {
        [DemoScenarios.Paid] = "green",
        [DemoScenarios.LostCallback] = "yellow",
        [DemoScenarios.Free] = "blue",
        [DemoScenarios.Rejected] = "red",
        [DemoScenarios.Lapsed] = "purple",
    };

    private readonly Lock gate = new();

    public void Step(string scenario, string who, string what)
    {
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        lock (gate)
        {
            string colour = Colours.GetValueOrDefault(scenario, "white");
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"{seconds,6:0.00} s  [{colour}]{scenario,-13}[/]  {who,-18}  {what}");
        }
    }
}
