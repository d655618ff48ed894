using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.Run.Launch;

namespace Daoban.Fuzz;

/// <summary>
/// Sends seeded requests to every operation that the application describes, and looks at every answer: none may be a
/// server error or show a stack trace.
/// </summary>
internal sealed partial class FuzzRun
{
    // One machine sends it all; limits are tested elsewhere.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Daoban__Limits__PerIdentityPerMinute"] = "1000000",
        ["Daoban__Limits__PerAddressPerMinute"] = "1000000",
        ["Daoban__Limits__FailedPerAddressPerMinute"] = "1000000",
    };

    private readonly FuzzOptions options;
    private readonly ConcurrentQueue<Fault> faults = new();
    private readonly Stack stack;
    private readonly RequestMaker maker;
    private readonly ApiDocument document;
    private readonly IReadOnlyList<KnownCase>[] cases;

    private FuzzRun(
        FuzzOptions options, Stack stack, RequestMaker maker, ApiDocument document, IReadOnlyList<KnownCase>[] cases)
    {
        this.options = options;
        this.stack = stack;
        this.maker = maker;
        this.document = document;
        this.cases = cases;
    }

    /// <param name="options">How much.</param>
    /// <param name="folder">Where the stack keeps data and logs; must be empty.</param>
    /// <param name="write">Told what happens.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FuzzReport> RunAsync(
        FuzzOptions options, string folder, Action<string> write, CancellationToken cancellationToken)
    {
        StackPlan plan = new(Repository.Find(), Ports.AllFree(), folder, Settings);
        await using Stack stack = await Stack.StartAsync(plan, cancellationToken);
        using HttpClient client = new();
        ApiDocument document = await ApiDocument.ReadAsync(client, plan.App, cancellationToken);
        Staff staff = await Staff.ReadAsync(client, plan, cancellationToken);
        KnownCases known = new(client, plan);
        IReadOnlyList<KnownCase>[] cases = await Task.WhenAll(
            Enumerable.Range(0, FuzzOptions.Workers).Select(_ => known.CreateAsync(cancellationToken)));
        RequestMaker maker = new(document, staff, plan.App.Authority, BankSecret(plan));
        return await new FuzzRun(options, stack, maker, document, cases).RunAsync(write, cancellationToken);
    }

    private async Task<FuzzReport> RunAsync(Action<string> write, CancellationToken cancellationToken)
    {
        double before = ResidentMiB();
        List<OperationResult> results = [];
        foreach (ApiOperation operation in document.Operations)
        {
            if (options.Only.Count == 0 || options.Only.Contains(operation.Id, StringComparer.OrdinalIgnoreCase))
            {
                OperationResult result = await SendAllAsync(operation, cancellationToken);
                results.Add(result);
                write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{operation.Id,-24} {result.Requests} requests, longest {result.LongestMs:0} ms, "
                    + $"{ResidentMiB():0} MiB"));
            }
        }

        return new FuzzReport(results, [.. faults], before, ResidentMiB());
    }

    private async Task<OperationResult> SendAllAsync(ApiOperation operation, CancellationToken cancellationToken)
    {
        ConcurrentQueue<(int Status, string Code, double Ms)> answers = new();
        await Task.WhenAll(Enumerable.Range(0, FuzzOptions.Workers).Select(worker => Task.Run(
            async () =>
            {
                await using RawClient client = new(stack.Plan.App.Host, stack.Plan.App.Port);
                for (int i = worker; i < options.Requests; i += FuzzOptions.Workers)
                {
                    answers.Enqueue(await SendAsync(client, operation, i, cancellationToken));
                }
            },
            cancellationToken)));
        double[] times = [.. answers.Select(answer => answer.Ms).Order()];
        return new OperationResult(
            operation.Id,
            answers.Count,
            answers.Count(answer => answer.Status is >= 200 and < 300),
            answers.Count(answer => answer.Status is >= 300 and < 500),
            answers.Count(answer => answer.Status == 0),
            answers.Count(answer => answer.Status >= 500),
            times[times.Length / 2],
            times[^1],
            answers.GroupBy(answer => answer.Code).Where(group => group.Key.Length > 0)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count()));
    }

    private async Task<(int Status, string Code, double Ms)> SendAsync(
        RawClient client, ApiOperation operation, int number, CancellationToken cancellationToken)
    {
        FuzzRequest request = maker.Make(
            operation, cases[number % FuzzOptions.Workers], new Random(SeedOf(operation.Id, number)));
        long started = Stopwatch.GetTimestamp();
        RawAnswer answer = RawAnswer.None;
        string? fault;
        try
        {
            answer = await client.SendAsync(request, cancellationToken);
            fault = AnswerCheck.FaultOf(request, answer);
        }
        catch (TimeoutException)
        {
            fault = "no answer in time";
        }

        double took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (fault is not null)
        {
            string text = answer.Text;
            faults.Enqueue(new Fault(
                operation.Id, number, fault, request.Describe(), text[..Math.Min(text.Length, 600)]));
        }

        return (answer.Status, answer.Status < 400 ? "" : Code().Match(answer.Text).Groups["code"].Value, took);
    }

    // The same in every process and on every machine.
    private int SeedOf(string operation, int number)
    {
        uint hash = 2166136261;
        foreach (byte letter in Encoding.UTF8.GetBytes($"{options.Seed}|{operation}|{number}"))
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)hash;
    }

    private double ResidentMiB()
    {
        using Process process = Process.GetProcessById(stack.AppProcessId);
        return process.WorkingSet64 / 1024.0 / 1024.0;
    }

    private static byte[] BankSecret(StackPlan plan)
    {
        JsonNode sample = JsonNode.Parse(File.ReadAllText(plan.Repository.SampleSettings))!;
        return Convert.FromBase64String((string)sample["Values"]!["Daoban__Bank__Secret"]!);
    }

    [GeneratedRegex("\"code\":\"(?<code>[a-z-]+)\"")]
    private static partial Regex Code();
}
