using System.CommandLine;
using System.Text.Json;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Bench.Load;

/// <summary>The command <c>load</c>.</summary>
internal static class LoadCommand
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static Command Create()
    {
        Option<double> rate = new("--cases-per-second") { DefaultValueFactory = _ => 5 };
        Option<double> minutes = new("--minutes") { DefaultValueFactory = _ => 5 };
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1 };
        Option<double> think = new("--think-seconds")
        {
            Description = "Average time that a person takes between two steps.",
            DefaultValueFactory = _ => 1,
        };
        Option<FileInfo?> json = new("--json") { Description = "Also write the figures to this file." };
        Option<FileInfo?> prices = new("--prices") { Description = "Prices as in bench/prices.sample.json." };
        Option<bool> even = new("--even") { Description = "Even arrivals instead of a day's curve." };
        Option<bool> ceiling = new("--find-ceiling")
        {
            Description = "Step the rate up from --cases-per-second by two, --minutes each, until it is not held.",
        };
        Option<double> limit = new("--p95-limit") { DefaultValueFactory = _ => 1_000 };
        Option<double?> soak = new("--soak") { Description = "Hours instead of --minutes." };
        Option<Uri?> app = new("--base-url") { Description = "An application that runs already." };
        Option<Uri?> issuer = new("--issuer-url");
        Option<Uri?> bank = new("--bank-url");
        Option<DirectoryInfo?> data = new("--data") { Description = "Keep the data and logs of the stack here." };
        Command command = new("load", "Drives whole cases over HTTP and measures.")
        {
            rate, minutes, seed, think, json, prices, even, ceiling, limit, soak, app, issuer, bank, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            LoadWish wish = new()
            {
                CasesPerSecond = parsed.GetValue(rate),
                Duration = parsed.GetValue(soak) is { } hours
                    ? TimeSpan.FromHours(hours)
                    : TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Seed = parsed.GetValue(seed),
                Think = TimeSpan.FromSeconds(parsed.GetValue(think)),
                FollowsDay = !parsed.GetValue(even) && !parsed.GetValue(ceiling),
                Limit = TimeSpan.FromMilliseconds(parsed.GetValue(limit)),
                Json = parsed.GetValue(json),
                Prices = parsed.GetValue(prices),
                App = WithSlash(parsed.GetValue(app)),
                Issuer = WithSlash(parsed.GetValue(issuer)) ?? new Uri("http://localhost:7072/"),
                Bank = WithSlash(parsed.GetValue(bank)) ?? new Uri("http://localhost:7073/"),
                Data = parsed.GetValue(data),
            };
            return await RunAsync(wish, parsed.GetValue(ceiling), cancellationToken);
        });
        return command;
    }

    /// <returns>0 for a good run; the search for the ceiling is good when one step was held.</returns>
    private static async Task<int> RunAsync(LoadWish wish, bool findsCeiling, CancellationToken cancellationToken)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 150);
        try
        {
            await using LoadRun run = await LoadRun.StartAsync(wish, cancellationToken);
            if (findsCeiling)
            {
                IReadOnlyList<LoadResult> steps = await CeilingFinder.FindAsync(run, wish, cancellationToken);
                await WriteAsync(wish.Json, steps, cancellationToken);
                AnsiConsole.WriteLine(
                    steps.Count > 1 ? $"ceiling: {steps[^2].CasesPerSecond:0} cases a second" : "no rate was held");
                return steps.Count > 1 ? 0 : 1;
            }

            LoadResult result = await run.MeasureAsync(wish.CasesPerSecond, wish.Duration, cancellationToken);
            ResultPrinter.Print(result);
            await WriteAsync(wish.Json, result, cancellationToken);
            return result.Faults.Count == 0 ? 0 : 1;
        }
        catch (LaunchException missing)
        {
            AnsiConsole.WriteLine(missing.Message);
            return 2;
        }
    }

    private static Task WriteAsync<T>(FileInfo? file, T figures, CancellationToken cancellationToken) =>
        file is null
            ? Task.CompletedTask
            : File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(figures, Json), cancellationToken);

    private static Uri? WithSlash(Uri? address) =>
        address is null || address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
