using Daoban.Emulator.Engine.Client;
using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine;

/// <summary>
/// The durable engine of one task hub. Started, it waits for the hub's lease, recovers and runs until it is stopped;
/// while another process holds the lease it stands by. Its client works from construction on, whoever runs the hub.
/// </summary>
internal sealed partial class DurableEngine : IHostedService, IHubGateway, IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ITaskRunner runner;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly StorageClients clients;
    private readonly SemaphoreSlim opening = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource owns = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource dead = new();
    private HubStorage? storage;
    private HubWrites? writes;
    private EngineRun? owner;
    private OwnedBlobLease? lease;
    private Task? owning;
    private bool abandoned;

    public DurableEngine(DurableEngineOptions options, ITaskRunner runner, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _ = new HubNames(options.HubName);
        Options = options;
        this.runner = runner;
        loggers = loggerFactory;
        logger = loggerFactory.CreateLogger<DurableEngine>();
        clients = new StorageClients(options.ConnectionString, options.ConfigureStorage);
        Client = CreateClient(new ClientSettings(options.HubName, options.DataConverter) { KeepsEntityIds = true });
    }

    /// <summary>The hub's client.</summary>
    public DurableTaskClient Client { get; }

    public DurableEngineOptions Options { get; }

    public InstanceSignals Signals { get; } = new();

    public EngineRun? Owner => owner;

    /// <summary>Completes once this process has owned the hub and recovered it.</summary>
    public Task Owns => owns.Task;

    /// <summary>Another client of the hub.</summary>
    public DurableTaskClient CreateClient(ClientSettings settings) => new EngineClient(this, settings);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        owning ??= Task.Run(OwnAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Lets running turns and activities end, for as long as the options say, and gives the lease back.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        if (owning is not null)
        {
            await owning.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Ends as a killed process does: nothing is finished, told or given back. For tests of recovery.
    /// </summary>
    public async Task AbandonAsync()
    {
        abandoned = true;
        await dead.CancelAsync();
        if (owner is { } run)
        {
            owner = null;
            await run.AbandonAsync();
        }

        if (lease is { } held)
        {
            await held.AbandonAsync();
        }

        await StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!stop.IsCancellationRequested)
        {
            await StopAsync(CancellationToken.None);
        }

        stop.Dispose();
        dead.Dispose();
        opening.Dispose();
    }

    public async Task<HubStorage> OpenAsync(CancellationToken cancellationToken)
    {
        if (storage is { } open)
        {
            return open;
        }

        await opening.WaitAsync(cancellationToken);
        try
        {
            return storage ??= await HubStorage.OpenAsync(clients, Options.HubName, Options.Shards, cancellationToken);
        }
        finally
        {
            opening.Release();
        }
    }

    public async Task<HubWrites> OpenWritesAsync(CancellationToken cancellationToken)
    {
        HubStorage hub = await OpenAsync(cancellationToken);
        return LazyInitializer.EnsureInitialized(ref writes, () => new HubWrites(hub, logger, dead.Token));
    }

    private async Task OwnAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                HubStorage hub = await OpenAsync(stop.Token);
                lease = await OwnedBlobLease.AcquireAsync(hub.Container, HubNames.LeaseBlob, logger, stop.Token);
                await RunAsync(hub, lease);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // An edge: a hub that cannot be owned now is tried again; its client reports errors by itself.
                LogNotOwned(logger, failure, Options.HubName);
                await Task.Delay(PauseAfterFailure, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                if (lease is { } held)
                {
                    lease = null;
                    await held.DisposeAsync();
                }
            }
        }
    }

    private async Task RunAsync(HubStorage hub, OwnedBlobLease held)
    {
        await using var run = new EngineRun(Options, runner, loggers, hub, Signals);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, held.Lost);
        try
        {
            // From here on clients of this process deliver in memory, also while the recovery reads.
            owner = run;
            await run.StartAsync(end.Token);
            owns.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            LogEnds(logger, Options.HubName, held.Lost.IsCancellationRequested ? "lease lost" : "stop");
        }
        finally
        {
            owner = null;
            if (!abandoned)
            {
                await run.StopAsync(held.Lost.IsCancellationRequested ? TimeSpan.Zero : Options.StopGrace);
            }
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "Hub {Hub} cannot be run now; it will be tried again")]
    private static partial void LogNotOwned(ILogger logger, Exception failure, string hub);

    [LoggerMessage(4002, LogLevel.Information, "Hub {Hub}: no longer its owner: {Reason}")]
    private static partial void LogEnds(ILogger logger, string hub, string reason);
}
