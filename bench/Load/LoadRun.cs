
namespace Daoban.Bench.Load;

/// <summary>One run: a stack, people, cases, checks, figures.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private const int TimelineSample = 40;
    private const double Slice = 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private readonly LoadWish wish;
    private readonly LoadStack? stack;
    private readonly HttpClient client;
    private readonly Random random;
    private readonly PaperPool papers;
    private readonly IReadOnlyList<StaffMember> people;
    private bool isWarm;

    private LoadRun(LoadWish wish, LoadStack? stack, HttpClient client, IReadOnlyList<StaffMember> people)
    {
        this.wish = wish;
        this.stack = stack;
        this.client = client;
        this.people = people;
        random = new Random(wish.Seed);
        papers = new PaperPool(random);
    }

    public static async Task<LoadRun> StartAsync(LoadWish wish, CancellationToken cancellationToken)
    {
        string folder = wish.Data?.FullName ?? Directory.CreateTempSubdirectory("daoban-load-").FullName;
        LoadStack? stack = wish.App is null ? await LoadStack.StartAsync(folder, cancellationToken) : null;
        HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        LoadHttp http = new(client, stack?.Issuer ?? wish.Issuer!, new OperationLog());
        return new LoadRun(wish, stack, client, await http.ReadStaffAsync(cancellationToken));
    }

    /// <summary>Lets cases arrive at a rate for a time and measures.</summary>
    public async Task<LoadResult> MeasureAsync(
        double casesPerSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        OperationLog log = new();
        LoadHttp http = new(client, stack?.Issuer ?? wish.Issuer!, log);
        LoadStaff staff = new(people);
        await Task.WhenAll(people.Select(person => http.WarmAsync(person.Id)));
        LoadTargets targets = new(stack?.App ?? wish.App!, stack?.Bank ?? wish.Bank!, log);
        IReadOnlyList<CasePlan> plans = CaseMix.Draw(
            ArrivalCurve.Draw(casesPerSecond, duration, wish.FollowsDay, random), staff.Stations, random);
        await WarmAsync(staff, cancellationToken);
        LoadPhase phase = new(http, targets, staff, papers, wish.Think);
        Sampler sampler = new(stack?.Processes ?? [], stack?.StorageConnection, () => phase.Open);
        DateTimeOffset began = DateTimeOffset.UtcNow;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sampling = sampler.RunAsync(over.Token);
        bool drained = await phase.RunAsync(plans, duration, wish.Seed, cancellationToken);
        await SettleAsync(sampler, cancellationToken);
        await over.CancelAsync();
        await sampling;
        DateTimeOffset end = DateTimeOffset.UtcNow;
        await sampler.TakeAsync(cancellationToken);
        Checks checks = new(phase, log, sampler.Samples, drained, duration);
        await checks.CheckTimelinesAsync(
            new AuditDrive(http, targets, staff, wish.Seed), TimelineSample, cancellationToken);
        return await ReportAsync(casesPerSecond, duration, began, end, phase, log, sampler, checks, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }

    /// <summary>The first cases pay for what is compiled at its first use; they are not counted.</summary>
    private async Task WarmAsync(LoadStaff staff, CancellationToken cancellationToken)
    {
        if (isWarm)
        {
            return;
        }

        isWarm = true;
        OperationLog unread = new();
        LoadHttp http = new(client, stack?.Issuer ?? wish.Issuer!, unread);
        LoadTargets targets = new(stack?.App ?? wish.App!, stack?.Bank ?? wish.Bank!, unread);
        LoadPhase phase = new(http, targets, staff, papers, TimeSpan.FromMilliseconds(200));
        await phase.RunAsync(
            CaseMix.Draw(
                ArrivalCurve.Draw(2, WarmUp, followsDay: false, random), staff.Stations, random),
            WarmUp,
            wish.Seed,
            cancellationToken);
    }

    // What the application exports is written, and marks are removed, some seconds later; those of a commit that
    // somebody else overtook when they come due.
    private async Task SettleAsync(Sampler sampler, CancellationToken cancellationToken)
    {
        for (int waited = 0; stack is not null && waited < 60; waited += 6)
        {
            await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
            if (waited > 0 && sampler.Samples[^1] is { QueueMessages: 0, OutboxMarks: 0 })
            {
                return;
            }
        }
    }

    private async Task<LoadResult> ReportAsync(
        double casesPerSecond,
        TimeSpan duration,
        DateTimeOffset began,
        DateTimeOffset end,
        LoadPhase phase,
        OperationLog log,
        Sampler sampler,
        Checks checks,
        CancellationToken cancellationToken)
    {
        int cases = Math.Max(1, phase.Ended);
        (string Service, string Operation, double Count)[] requests = stack is null ? [] : Requests(began, end);
        (double At, double MiB)[] heaps = stack is null ? [] : HeapSamples(began, duration);
        GrowthFit? heap = GrowthFit.OfLowest(heaps, from: duration.TotalSeconds * 0.4, Slice);
        (IReadOnlyList<KeyShare> shares, double bytes) = stack is null
            ? ([], 0)
            : await KeyDistribution.ReadAsync(stack.StorageConnection, cancellationToken);
        checks.CheckHeap(heap);
        GrowthFit? open = GrowthFit.OfLowest(
            sampler.Samples.Where(sample => sample.At <= duration.TotalSeconds)
                .Select(sample => (sample.At, (double)sample.OpenCases)),
            from: duration.TotalSeconds * 0.2,
            Slice);
        Dictionary<string, double> cpu = CpuPerCase(sampler.Samples, cases);
        return new LoadResult
        {
            CasesPerSecond = casesPerSecond,
            Minutes = duration.TotalMinutes,
            Seed = wish.Seed,
            BeganAt = began,
            Arrived = phase.Drives.Count,
            Ended = phase.Ended,
            EndedPerSecond = phase.EndedInTime / duration.TotalSeconds,
            Operations = log.Operations(),
            Errors = log.Errors(),
            StorageRequestsPerCase = requests.ToDictionary(
                request => $"{request.Service} {request.Operation}", request => request.Count / cases),
            CpuMsPerCase = cpu,
            BillablePer1000Cases = Billing.Of(
                requests,
                cases,
                phase.Drives.Sum(drive => (double)drive.Plan.Materials.Count) * papers.AverageBytes,
                stack is null ? null : bytes,
                stack is null ? null : Executions(end) - Executions(began),
                cpu.GetValueOrDefault("the application") * cases / 1000,
                wish.Prices is null ? null : PriceList.Read(wish.Prices)),
            Partitions = shares,
            HeapMiB = heap,
            HeapSamples = [.. heaps.Select(sample => new HeapSample(sample.At, sample.MiB))],
            OpenCases = open,
            Samples = sampler.Samples,
            Faults = checks.Faults,
        };
    }

    private (string Service, string Operation, double Count)[] Requests(DateTimeOffset began, DateTimeOffset end)
    {
        Dictionary<(string, string), double> before = Sum(began);
        return [.. Sum(end)
            .Select(pair => (pair.Key.Item1, pair.Key.Item2, Count: pair.Value - before.GetValueOrDefault(pair.Key)))
            .Where(request => request.Count > 0)
            .OrderByDescending(request => request.Count)];

        Dictionary<(string, string), double> Sum(DateTimeOffset at) => MetricsFile.ReadLast(stack!.MetricsFile, at)
            .Where(series => series.Name == "daoban.storage.requests")
            .GroupBy(series => (series["service"], series["operation"]))
            .ToDictionary(group => group.Key, group => group.Sum(series => series.Value));
    }

    private double Executions(DateTimeOffset at) => MetricsFile.ReadLast(stack!.MetricsFile, at)
        .Where(series => series.Name == "daoban.emulator.executions")
        .Sum(series => series.Value);

    private (double At, double MiB)[] HeapSamples(DateTimeOffset began, TimeSpan duration) =>
    [
        .. MetricsFile.ReadOverTime(stack!.MetricsFile, "dotnet.gc.last_collection.heap.size")
            .Select(sample => ((sample.At - began).TotalSeconds, sample.Value / 1024 / 1024))
            .Where(sample => sample.TotalSeconds >= 0 && sample.TotalSeconds <= duration.TotalSeconds),
    ];

    private static Dictionary<string, double> CpuPerCase(IReadOnlyList<ProcessSample> samples, int cases) =>
        samples[^1].CpuSeconds.ToDictionary(
            pair => pair.Key,
            pair => (pair.Value - samples[0].CpuSeconds.GetValueOrDefault(pair.Key)) * 1000 / cases);
}
