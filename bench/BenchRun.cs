using System.Globalization;
using System.Text.Json;
using Daoban.TestKit;
using Spectre.Console;

namespace Daoban.Bench;

/// <summary>Runs scenarios one after the other, each on an Azurite of its own, and prints their figures.</summary>
internal static class BenchRun
{
    private const int NarrowestTable = 150;

    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<IScenario> scenarios, FileInfo? json, string[] only, CancellationToken cancellationToken)
    {
        if (only.Except(scenarios.Select(scenario => scenario.Name)).ToArray() is { Length: > 0 } unknown)
        {
            AnsiConsole.WriteLine($"There is no scenario {string.Join(", ", unknown)}.");
            return 2;
        }

        using var requests = new RequestCounter();
        List<Measurement> measured = [];
        foreach (IScenario scenario in scenarios.Where(each => only.Length == 0 || only.Contains(each.Name)))
        {
            AnsiConsole.WriteLine($"{scenario.Name} …");
            measured.Add(await MeasureAsync(scenario, scenario == scenarios[0], requests, cancellationToken));
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
        IScenario scenario, bool isFirst, RequestCounter requests, CancellationToken cancellationToken)
    {
        // Each on an Azurite of its own: what one leaves behind slows the next one down.
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
