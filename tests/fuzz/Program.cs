using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Daoban.Fuzz;
using Spectre.Console;

const double LongestMs = 2_000;
const double MostGrowthMiB = 100;

Console.OutputEncoding = Encoding.UTF8;
AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 140);
Option<int> requests = new("--requests")
{
    Description = "For each operation.",
    DefaultValueFactory = _ => 2_000,
};
Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1 };
Option<string[]> only = new("--only")
{
    Description = "Operations to send to; all by default.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [],
};
Option<FileInfo?> json = new("--json") { Description = "Write the report to this file." };
RootCommand root = new(
    "Sends seeded requests to every operation of the application's own API description. Exit code 1 when one is "
    + "answered with 5xx, a stack trace or not within 2 s, or when the application grows by more than 100 MB.")
{
    requests, seed, only, json,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    DirectoryInfo folder = Directory.CreateTempSubdirectory("daoban-fuzz-");
    FuzzOptions options = new(parsed.GetValue(requests), parsed.GetValue(seed), parsed.GetValue(only)!);
    FuzzReport report = await FuzzRun.RunAsync(options, folder.FullName, Console.WriteLine, cancellationToken);
    Print(report);
    if (parsed.GetValue(json) is { } file)
    {
        file.Directory?.Create();
        await File.WriteAllTextAsync(
            file.FullName, JsonSerializer.Serialize(report, JsonSerializerOptions.Web), cancellationToken);
    }

    bool passed = report.Faults.Count == 0 && report.LongestMs <= LongestMs && report.GrowthMiB <= MostGrowthMiB;
    if (passed)
    {
        folder.Delete(recursive: true);
        return 0;
    }

    Console.WriteLine($"The application's log is kept in {folder.FullName}/logs");
    return 1;
});
return await root.Parse(args).InvokeAsync();

static void Print(FuzzReport report)
{
    Table table = new();
    table.AddColumns("operation", "requests", "2xx", "4xx", "closed", "5xx", "median ms", "longest ms");
    foreach (OperationResult result in report.Operations)
    {
        table.AddRow(
            result.Operation,
            Number(result.Requests),
            Number(result.Succeeded),
            Number(result.Refused),
            Number(result.Unanswered),
            Number(result.Failed),
            result.MedianMs.ToString("0.0", CultureInfo.InvariantCulture),
            result.LongestMs.ToString("0", CultureInfo.InvariantCulture));
    }

    AnsiConsole.Write(table);
    foreach (Fault fault in report.Faults.Take(20))
    {
        Console.WriteLine($"\n{fault.Operation} #{fault.Number}: {fault.What}\n{fault.Request}\n-> {fault.Answer}");
    }

    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Faults.Count} faults, longest answer {report.LongestMs:0} ms, "
        + $"resident {report.ResidentBeforeMiB:0} -> {report.ResidentAfterMiB:0} MiB ({report.GrowthMiB:+0;-0} MiB)"));
}

static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
