using System.Diagnostics;
using System.Globalization;
using Daoban.Emulator;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Chaos;

/// <summary>One run: an Azurite, a proxy with faults, workers that are killed, and a client that checks.</summary>
internal static class ChaosRun
{
    private const int AtOnce = 40;

    /// <returns>What happened, in one line.</returns>
    /// <exception cref="ChaosException">Something was lost, doubled, inconsistent or left behind.</exception>
    public static async Task<string> RunAsync(
        ChaosOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        await using Azurite azurite = await Azurite.StartAsync(cancellationToken: cancellationToken);
        return await RunAsync(azurite.ConnectionString, options, log, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(ChaosOptions, Action{string}, CancellationToken)" />
    public static async Task<string> RunAsync(
        string connectionString, ChaosOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        string hub = string.Create(CultureInfo.InvariantCulture, $"chaos{Guid.NewGuid():N}");
        await using StorageProxy proxy =
            await StorageProxy.StartAsync(connectionString, cancellationToken: cancellationToken);
        var faults = new FaultPlan(options.FaultPercent, options.Seed);
        proxy.BeforeForward = faults.BeforeAsync;
        proxy.AfterAnswer = faults.AfterAsync;
        using var killer = new Killer(() => WorkerProcess.Start(proxy.ConnectionString, hub), options, log);
        using IHost caller = NewCaller(proxy.ConnectionString, hub);
        DurableTaskClient client = caller.Services.GetRequiredService<DurableTaskClient>();

        var random = new Random(options.Seed);
        ChaosPlan[] plans = [.. Enumerable.Range(0, options.Orchestrations).Select(_ => ChaosPlan.Make(random))];
        int done = 0;
        Task load = Parallel.ForEachAsync(
            Enumerable.Range(0, plans.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                await OneAsync(client, plans[number], $"plan-{number}", token);
                int now = Interlocked.Increment(ref done);
                if (now % 50 == 0)
                {
                    log($"{now} of {plans.Length} ended, {killer.Kills} kills, {faults.Count} faults");
                }
            });
        await killer.KillWhileAsync(load, () => Volatile.Read(ref done) / (double)plans.Length);
        await load;

        faults.End();
        int histories = await HistoryCheck.RunAsync(client, cancellationToken);
        PurgeResult purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), cancellationToken);
        await StorageCheck.RunAsync(connectionString, hub, cancellationToken);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{plans.Length} orchestrations right, {histories} histories consistent, "
            + $"{purged.PurgedInstanceCount} purged without leftovers, {killer.Kills} kills, "
            + $"{proxy.RequestCount} requests, {faults.Count} faults ({faults.Made}), "
            + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, seed {options.Seed}");
        log(summary);
        return killer.Kills >= options.Kills
            ? summary
            : throw new ChaosException($"Only {killer.Kills} of {options.Kills} kills happened.");
    }

    private static IHost NewCaller(string connectionString, string hub)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddDurableTaskClient(client => client.UseAzureStorage(connectionString, hub));
        return builder.Build();
    }

    private static async Task OneAsync(
        DurableTaskClient client, ChaosPlan plan, string id, CancellationToken cancellationToken)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            ChaosTasks.Plan, plan, new StartOrchestrationOptions(id), cancellationToken);
        for (int number = 1; number <= plan.Events; number++)
        {
            await client.RaiseEventAsync(id, ChaosTasks.Event, number, cancellationToken);
        }

        OrchestrationMetadata end =
            await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (end.RuntimeStatus is not OrchestrationRuntimeStatus.Completed
            || end.ReadOutputAs<int>() != plan.Expected)
        {
            throw new ChaosException(
                $"{id} ended as {end.RuntimeStatus} with {end.SerializedOutput} instead of {plan.Expected}.");
        }
    }
}
