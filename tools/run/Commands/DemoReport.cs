using System.Globalization;
using Daoban.Run.Demo;
using Daoban.Run.Http;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary>What is printed at the end: a line for each scenario, and the history of the first case.</summary>
internal static class DemoReport
{
    /// <returns>True when the cases passed and the first one's history could be read.</returns>
    public static async Task<bool> WriteAsync(
        IReadOnlyList<ScenarioResult> results,
        DemoVerdict verdict,
        DemoScenarios scenarios,
        TimeSpan elapsed,
        CancellationToken cancellationToken)
    {
        AnsiConsole.WriteLine();
        bool isReadable = results[0].Stage is not null
            && await WriteHistoryAsync(results[0].CaseId, scenarios, cancellationToken);
        AnsiConsole.Write(Summary(results));
        string colour = verdict.Passed ? "green" : "red";
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[{colour}]{verdict}, in {elapsed.TotalSeconds:0.0} s.[/]");
        return isReadable && verdict.Passed;
    }

    /// <summary>Keeps a case's evidence and says how to verify it.</summary>
    /// <returns>False when the application did not give it out.</returns>
    public static async Task<bool> KeepEvidenceAsync(
        DemoScenarios scenarios, string caseId, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        try
        {
            await scenarios.KeepEvidenceAsync(caseId, folder, cancellationToken);
        }
        catch (UnexpectedAnswerException failure)
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[red]The evidence cannot be kept: {failure.Message}[/]");
            return false;
        }

        AnsiConsole.WriteLine("The evidence of the first case is kept. Verify it with:");
        AnsiConsole.WriteLine(
            $"  dotnet run --project tools/verify -- {Path.Combine(folder.FullName, "evidence.zip")} "
            + $"--key {Path.Combine(folder.FullName, "public-key.pem")}");
        return true;
    }

    private static Table Summary(IReadOnlyList<ScenarioResult> results)
    {
        Table table = new() { Title = new TableTitle("Five cases") };
        table.AddColumns("scenario", "item", "case", "stage", "paid", "found by", "ledger", "");
        foreach (ScenarioResult result in results)
        {
            table.AddRow(
                result.Scenario,
                result.ItemCode,
                // Enough to recognise it by, and narrow enough for 80 columns; the steps show it in full.
                result.CaseId[..8],
                Markup.Escape(result.Stage ?? "?"),
                result.Payments is { } payments ? $"{payments} ×" : "–",
                Markup.Escape(result.SettledBy ?? ""),
                result.LedgerEntries is { } entries ? $"{entries}" : "",
                Verdict(result));
        }

        return table;
    }

    private static string Verdict(ScenarioResult result) =>
        result.Failure is { } failure ? $"[red]{Markup.Escape(failure)}[/]"
        : result.Skipped is { } obstacle ? $"[yellow]left out: {Markup.Escape(obstacle)}[/]"
        : "[green]ok[/]";

    private static async Task<bool> WriteHistoryAsync(
        string caseId, DemoScenarios scenarios, CancellationToken cancellationToken)
    {
        HistoryState history;
        try
        {
            history = await scenarios.ReadHistoryAsync(caseId, cancellationToken);
        }
        catch (UnexpectedAnswerException failure)
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[red]The history cannot be read: {failure.Message}[/]");
            return false;
        }

        foreach (InstanceState instance in history.Instances)
        {
            string title = $"{instance.Name} {instance.InstanceId}: {instance.RuntimeStatus}";
            Table table = new() { Title = new TableTitle(Markup.Escape(title)) };
            table.AddColumns("time (UTC)", "#", "event", "name", "");
            foreach (HistoryLine line in instance.Events)
            {
                table.AddRow(
                    line.Timestamp.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                    line.EventId < 0 ? "" : line.EventId.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(line.Type),
                    Markup.Escape(line.Name ?? ""),
                    Markup.Escape(Detail(line)));
            }

            AnsiConsole.Write(table);
        }

        return true;
    }

    private static string Detail(HistoryLine line) =>
        line.Status
        ?? (line.AnswersId is { } answered ? $"answers #{answered}" : null)
        ?? (line.FireAt is { } due ? $"due {due.UtcDateTime:HH:mm:ss}" : "");
}
