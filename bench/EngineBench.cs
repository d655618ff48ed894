using System.Globalization;
using System.Text.Json;
using Daoban.Bench.Scenarios;
using Daoban.TestKit;
using Spectre.Console;

namespace Daoban.Bench;

/// <summary>The durable engine, measured from outside: a plain host with worker and client, and Azurite.</summary>
internal static class EngineBench
{
    private const int NarrowestTable = 150;

    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private static readonly IScenario[] Scenarios =
    [
        new LoadScenario("chain5-1", BenchTasks.Chain, count: 50, atOnce: 1),
        new LoadScenario("chain5-200", BenchTasks.Chain, count: 200, atOnce: 200),
        new LoadScenario("chain5-2000", BenchTasks.Chain, count: 2_000, atOnce: 2_000),
        new LoadScenario("fanout-100", BenchTasks.FanOut, count: 20, atOnce: 20, input: 100),
        new EventScenario(count: 200),
        new LoadScenario("suborchestration", BenchTasks.Parent, count: 200, atOnce: 200),
        new ColdResumeScenario(),
        new RestartScenario(),
        new LoadScenario(
            "idle-latency", BenchTasks.Chain, count: 30, atOnce: 1, pause: TimeSpan.FromMilliseconds(300)),
    ];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(FileInfo? json, string[] only, CancellationToken cancellationToken)
    {
        if (only.Except(Scenarios.Select(scenario => scenario.Name)).ToArray() is { Length: > 0 } unknown)
        {
            AnsiConsole.WriteLine($"There is no scenario {string.Join(", ", unknown)}.");
            return 2;
        }

        using var requests = new RequestCounter();
        List<Measurement> measured = [];
        foreach (IScenario scenario in Scenarios.Where(each => only.Length == 0 || only.Contains(each.Name)))
        {
            AnsiConsole.WriteLine($"{scenario.Name} …");
            measured.Add(await MeasureAsync(scenario, requests, cancellationToken));
        }

        Print(measured);
        if (json is not null)
        {
            await File.WriteAllTextAsync(
                json.FullName, JsonSerializer.Serialize(measured, Json), cancellationToken);
        }

        return 0;
    }

    private static async Task<Measurement> MeasureAsync(
        IScenario scenario, RequestCounter requests, CancellationToken cancellationToken)
    {
        // Each on an Azurite of its own: what one leaves behind slows the next one down.
        bool isFirst = scenario == Scenarios[0];
        await using Azurite azurite = await Azurite.StartAsync(
            new AzuriteOptions { CountsRequests = isFirst }, cancellationToken);
        long before = requests.Count;
        Measurement measured = await scenario.RunAsync(azurite.ConnectionString, requests);
        long counted = requests.Count - before;
        await azurite.StopAsync();
        return isFirst
            ? measured with { Note = $"in all {counted} requests, {azurite.LoggedRequests} in Azurite's log" }
            : measured;
    }

    private static void Print(IEnumerable<Measurement> measured)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, NarrowestTable);
        Table table = new();
        table.AddColumn("scenario");
        foreach (string column in
            (string[])["count", "per second", "p50 ms", "p99 ms", "requests each", "CPU s", "MiB"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("");
        foreach (Measurement each in measured)
        {
            table.AddRow(
                each.Scenario,
                each.Count.ToString("N0", CultureInfo.InvariantCulture),
                Show(each.PerSecond),
                Show(each.P50Ms),
                Show(each.P99Ms),
                each.RequestsEach.ToString("0.00", CultureInfo.InvariantCulture),
                each.CpuSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                each.PeakMiB.ToString("0", CultureInfo.InvariantCulture),
                each.Note);
        }

        AnsiConsole.Write(table);
    }

    private static string Show(double figure) => figure.ToString("0.0", CultureInfo.InvariantCulture);
}
