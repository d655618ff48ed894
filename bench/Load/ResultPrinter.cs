using System.Globalization;
using Spectre.Console;

namespace Daoban.Bench.Load;

/// <summary>Prints a run's figures.</summary>
internal static class ResultPrinter
{
    private const int MostFaults = 20;

    public static void Print(LoadResult result)
    {
        Say($"{result.Arrived} cases arrived in {result.Minutes:0.#} min, {result.CasesPerSecond:0.#} a second asked for");
        Say($"{result.Ended} ended, {result.EndedPerSecond:0.0} a second while cases arrived");
        Table operations = Rows("operation", "count", "p50 ms", "p95 ms", "p99 ms", "max ms");
        foreach ((string operation, Percentiles of) in result.Operations)
        {
            operations.AddRow(
                operation, Number(of.Count), Number(of.P50), Number(of.P95), Number(of.P99), Number(of.Max));
        }

        AnsiConsole.Write(operations);
        Table requests = Rows("storage requests for each case", "count");
        foreach ((string kind, double count) in result.StorageRequestsPerCase)
        {
            requests.AddRow(kind, count.ToString("0.00", CultureInfo.InvariantCulture));
        }

        requests.AddRow("all", Number(result.StorageRequestsPerCase.Values.Sum()));
        AnsiConsole.Write(requests);
        Table cpu = Rows("process", "CPU ms for each case", "MiB at the end");
        foreach ((string process, double milliseconds) in result.CpuMsPerCase)
        {
            cpu.AddRow(process, Number(milliseconds), Number(result.Samples[^1].MiB.GetValueOrDefault(process)));
        }

        cpu.AddRow("all", Number(result.CpuMsPerCase.Values.Sum()), "");
        AnsiConsole.Write(cpu);
        Table billed = Rows("billable for 1,000 cases", "units", "cost");
        foreach (BillableUnit unit in result.BillablePer1000Cases)
        {
            billed.AddRow(
                unit.Name,
                unit.Per1000Cases.ToString("#,0.###", CultureInfo.InvariantCulture),
                unit.Cost?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "");
        }

        AnsiConsole.Write(billed);
        Table partitions = Rows("table", "fullest partitions", "rows", "share of the table");
        foreach (KeyShare share in result.Partitions)
        {
            partitions.AddRow(
                share.Table,
                Markup.Escape(share.Partition),
                Number(share.Rows),
                share.ShareOfTable.ToString("0.0%", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(partitions);
        if (result.HeapMiB is { } heap)
        {
            Say($"heap {heap.Average:0} MiB, {heap.PerMinute:+0.00;-0.00} MiB a minute after the warm-up");
        }

        if (result.OpenCases is { } open)
        {
            Say($"on their way {open.Average:0} cases, {open.PerMinute:+0.0;-0.0} a minute");
            long? messages = result.Samples.Max(sample => sample.QueueMessages);
            Say($"at most {messages} messages, {result.Samples.Max(sample => sample.OutboxMarks)} outbox marks");
        }

        foreach (string fault in result.Faults.Take(MostFaults))
        {
            Say($"WRONG: {fault}");
        }

        Say($"{(result.Faults.Count == 0 ? "nothing is wrong" : $"{result.Faults.Count} faults")}");
    }

    private static Table Rows(string first, params string[] others)
    {
        Table table = new();
        table.AddColumn(first);
        foreach (string other in others)
        {
            table.AddColumn(new TableColumn(other).RightAligned());
        }

        return table;
    }

    private static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) =>
        AnsiConsole.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
