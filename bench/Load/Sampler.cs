using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Spectre.Console;

namespace Daoban.Bench.Load;

/// <summary>Looks every few seconds at what the processes use and what is queued.</summary>
internal sealed class Sampler
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // The kernel's unit in /proc (proc(5), USER_HZ) on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly IReadOnlyList<(string Name, int ProcessId)> processes;
    private readonly Func<int> openCases;
    private readonly QueueServiceClient? queues;
    private readonly TableClient? marks;
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly List<ProcessSample> samples = [];

    public Sampler(
        IReadOnlyList<(string Name, int ProcessId)> processes, string? storage, Func<int> openCases)
    {
        this.processes = [.. processes, ("generator", Environment.ProcessId)];
        this.openCases = openCases;
        if (storage is not null)
        {
            queues = new QueueServiceClient(
                storage, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04));
            marks = new TableClient(
                storage, "outboxmarks", new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06));
        }
    }

    public IReadOnlyList<ProcessSample> Samples => samples;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                ProcessSample sample = await TakeAsync(cancellationToken);
                AnsiConsole.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sample.At,6:0} s: {sample.OpenCases} cases on their way, {sample.QueueMessages} messages, "
                    + $"{sample.OutboxMarks} marks"));
                await Task.Delay(Interval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    /// <summary>One look.</summary>
    public async Task<ProcessSample> TakeAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> cpu = [], memory = [];
        foreach ((string name, int id) in processes)
        {
            if (Read(id) is { } used)
            {
                (cpu[name], memory[name]) = used;
            }
        }

        ProcessSample sample = new(
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            cpu,
            memory,
            openCases(),
            await CountMessagesAsync(cancellationToken),
            await CountMarksAsync(cancellationToken));
        samples.Add(sample);
        return sample;
    }

    private static (double Cpu, double MiB)? Read(int processId)
    {
        try
        {
            // Fields after the name in brackets, which may hold spaces: utime and stime are the 12th and 13th of them.
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double ticks = long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture);
            double pages = long.Parse(fields[21], CultureInfo.InvariantCulture);
            return (ticks / TicksPerSecond, pages * Environment.SystemPageSize / 1024 / 1024);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<long?> CountMessagesAsync(CancellationToken cancellationToken)
    {
        if (queues is null)
        {
            return null;
        }

        long count = 0;
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            var properties = await queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
            count += properties.Value.ApproximateMessagesCountLong;
        }

        return count;
    }

    private async Task<long?> CountMarksAsync(CancellationToken cancellationToken)
    {
        if (marks is null)
        {
            return null;
        }

        long count = 0;
        await foreach (TableEntity row in marks.QueryAsync<TableEntity>(
            select: ["RowKey"], cancellationToken: cancellationToken))
        {
            count++;
        }

        return count;
    }
}
