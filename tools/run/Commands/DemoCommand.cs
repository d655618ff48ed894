using System.Diagnostics;
using System.Text.Json;
using Daoban.Run.Demo;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>
/// <c>./run demo</c>: the five scenarios, on a stack of their own or against an application that runs.
/// </summary>
internal static class DemoCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(DemoWish wish, CancellationToken cancellationToken)
    {
        if (wish.BaseUrl is not null)
        {
            using HttpClient http = new();
            Uri issuer = wish.IssuerUrl ?? await IssuerDiscovery.FindAsync(http, wish.BaseUrl, cancellationToken);
            Uri bank = wish.BankUrl ?? new StackPlan(Repository.Find(), Ports.Usual, "").Bank;
            return await DriveAsync(
                new DemoSettings(wish.BaseUrl, issuer, bank, wish.Patience), wish, cancellationToken);
        }

        string scratch = Directory.CreateTempSubdirectory("daoban-demo-").FullName;
        AnsiConsole.MarkupLine(
            "Starting Azurite, token issuer, bank simulator, time-stamp authority and application on free ports …");
        bool passed = false;
        try
        {
            StackPlan plan = new(Repository.Find(), Ports.AllFree(), scratch);
            await using Stack stack = await Stack.StartAsync(plan, cancellationToken);
            AnsiConsole.WriteLine($"The application answers at {AppEnvironment.Address(plan.App)}");
            int code = await DriveAsync(
                new DemoSettings(plan.App, plan.Issuer, plan.Bank, wish.Patience), wish, cancellationToken);
            passed = code == 0;
            return code;
        }
        finally
        {
            CleanUp(scratch, passed || cancellationToken.IsCancellationRequested);
        }
    }

    private static async Task<int> DriveAsync(DemoSettings settings, DemoWish wish, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        long started = Stopwatch.GetTimestamp();
        DemoScenarios scenarios = new(http, settings, new ConsoleDemoLog(started));
        ScenarioResult[] results = await scenarios.RunAllAsync(cancellationToken);
        var verdict = DemoVerdict.On(results, mayLeaveOut: wish.BaseUrl is not null);
        bool passed = await DemoReport.WriteAsync(
            results, verdict, scenarios, Stopwatch.GetElapsedTime(started), cancellationToken);
        if (wish.Keep is { } folder && results[0] is { Stage: not null, CaseId: { } caseId })
        {
            passed &= await DemoReport.KeepEvidenceAsync(scenarios, caseId, folder, cancellationToken);
        }

        if (wish.Json is { } file)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(results, Json), cancellationToken);
        }

        return passed ? 0 : CommandLine.Failed;
    }

    private static void CleanUp(string scratch, bool delete)
    {
        if (delete)
        {
            Directory.Delete(scratch, recursive: true);
        }
        else
        {
            AnsiConsole.WriteLine($"Data and logs are kept for you in {scratch}");
        }
    }
}
