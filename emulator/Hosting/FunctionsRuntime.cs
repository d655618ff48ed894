using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Pipeline;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting;

/// <summary>
/// Starts what runs functions: HTTP, then the durable engine, then the listeners; and stops it in upstream's order.
/// It is the first hosted service, so functions can run while the app's own hosted services still start, as upstream.
/// </summary>
internal sealed class FunctionsRuntime(
    FunctionCatalog catalog,
    HttpRouteTable routes,
    IEnumerable<IFunctionListenerFactory> factories,
    PipelineBuilder pipeline,
    DurableHost durable,
    FunctionKeys keys,
    DurableWebhooks webhooks,
    FunctionsServer server,
    HostSettings settings,
    FunctionsHostSetup setup,
    IFunctionInvoker invoker,
    ILogger<FunctionsRuntime> logger) : IHostedService, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<IFunctionListener> listeners = [];
    private readonly CancellationTokenSource disposing = new();
    private readonly CancellationTokenSource stopAsked = new();
    private readonly TaskCompletionSource startEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task makingKeys = Task.CompletedTask;
    private bool isDisposed;
    private bool hasBegun;
    private bool runsEngine;
    private Task? stopping;

    /// <remarks>A stop that is asked for meanwhile ends the start early; it then stops what has started.</remarks>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (stopping is not null)
            {
                return;
            }

            hasBegun = true;
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopAsked.Token);
        try
        {
            await StartAllAsync(giveUp.Token);
        }
        catch (OperationCanceledException) when (stopAsked.IsCancellationRequested)
        {
            // Whoever stops the host waits for this.
        }
        finally
        {
            startEnded.SetResult();
        }
    }

    /// <summary>
    /// Closes the socket and waits 30 s for requests, then 10 s for the listeners' functions, then stops the engine.
    /// Later calls join the first.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return stopping ??= StopOnceAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (isDisposed)
        {
            return;
        }

        // The container disposes it twice: as itself and as a hosted service.
        isDisposed = true;
        await disposing.CancelAsync();
        await makingKeys;
        disposing.Dispose();
        stopAsked.Dispose();
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        Dictionary<Type, IFunctionListenerFactory> byTrigger = factories.ToDictionary(factory => factory.TriggerType);
        Validate(byTrigger);
        StartLog.Write(logger, catalog, routes, settings);
        await server.StartAsync(cancellationToken);
        makingKeys = MakeKeysAsync();
        if (catalog.Functions.Any(function => function.IsDurable && !function.IsDisabled))
        {
            runsEngine = true;
            await durable.Engine.StartAsync(cancellationToken);
        }

        foreach (FunctionMetadata function in catalog.Functions.Where(function => !function.IsDisabled))
        {
            // The linked token hears of it later.
            stopAsked.Token.ThrowIfCancellationRequested();
            if (byTrigger.TryGetValue(function.Trigger.GetType(), out IFunctionListenerFactory? factory))
            {
                IFunctionListener listener = factory.Create(
                    function, (data, cancellation) => invoker.InvokeAsync(function, data, cancellation));
                listeners.Add(listener);
                await listener.StartAsync(cancellationToken);
            }
        }
    }

    /// <remarks>
    /// The host starts without storage too (HOST 101); then the keys are made when the first request asks.
    /// </remarks>
    private async Task MakeKeysAsync()
    {
        try
        {
            await keys.EnsureAsync(
                routes.Routes
                    .Where(route => route.AuthLevel != AuthorizationLevel.Anonymous)
                    .Select(route => route.Function.Name),
                disposing.Token);
            await webhooks.MakeKeyAsync(disposing.Token);
        }
        catch (OperationCanceledException) when (disposing.IsCancellationRequested)
        {
            // Nobody will ask any more.
        }
        catch (Exception exception)
        {
            // The edge of a background task: what cannot be read now may be readable when a request asks.
            StartLog.NoKeys(logger, exception.GetType().Name);
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await stopAsked.CancelAsync();
        if (hasBegun)
        {
            await startEnded.Task;
        }

        try
        {
            using CancellationTokenSource limit = Limit(setup.HttpDrainLimit, cancellationToken);
            await server.StopAsync(limit.Token);
        }
        finally
        {
            using (CancellationTokenSource limit = Limit(setup.ListenerDrainLimit, cancellationToken))
            {
                await Task.WhenAll(listeners.Select(listener => StopAsync(listener, limit.Token)));
            }

            if (runsEngine)
            {
                await durable.Engine.StopAsync(cancellationToken);
            }
        }
    }

    private async Task StopAsync(IFunctionListener listener, CancellationToken cancellationToken)
    {
        try
        {
            await listener.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            StartLog.ListenerCut(logger, listener.GetType().Name);
        }
        catch (Exception exception)
        {
            // The other listeners, the engine and the app have their own end to come to.
            StartLog.ListenerFailed(logger, exception, listener.GetType().Name);
        }
    }

    private void Validate(Dictionary<Type, IFunctionListenerFactory> byTrigger)
    {
        routes.Build();
        foreach (FunctionMetadata function in catalog.Functions)
        {
            catalog.Check(function.Name, () => durable.Validate(function));
            catalog.Check(function.Name, () => Validate(function, byTrigger));
        }

        CheckTaskNames();
        catalog.ThrowIfInvalid();
    }

    private void CheckTaskNames()
    {
        foreach (IGrouping<string, FunctionMetadata> same in catalog.Functions
            .Where(function => function.IsDurable && !function.IsDisabled)
            .GroupBy(TaskOf, StringComparer.OrdinalIgnoreCase))
        {
            foreach (FunctionMetadata other in same.Skip(1))
            {
                catalog.Check(other.Name, () => throw new FunctionBindingException(
                    other.Name, other.TriggerParameter.Name, $"{TaskOf(other)} is already '{same.First().Name}'."));
            }
        }

        static string TaskOf(FunctionMetadata function) =>
            $"{(function.IsOrchestrator ? "orchestrator" : "activity")} '{function.TaskName}'";
    }

    private void Validate(FunctionMetadata function, Dictionary<Type, IFunctionListenerFactory> byTrigger)
    {
        string? reason = function.Trigger switch
        {
            HttpTriggerAttribute when !pipeline.HasAspNetCoreIntegration =>
                "an HTTP function needs builder.ConfigureFunctionsWebApplication().",
            HttpTriggerAttribute { AuthLevel: not AuthorizationLevel.Anonymous }
                when !keys.HasStore && !function.IsDisabled =>
                "it asks for a key, and AzureWebJobsStorage, where keys are kept, is not set.",
            HttpTriggerAttribute => null,
            _ when function.IsDurable => null,
            _ when byTrigger.ContainsKey(function.Trigger.GetType()) => null,
            _ => $"{function.Trigger.GetType().Name} is not offered by this host.",
        };
        if (reason is not null)
        {
            throw new FunctionBindingException(function.Name, function.TriggerParameter.Name, reason);
        }

        if (byTrigger.TryGetValue(function.Trigger.GetType(), out IFunctionListenerFactory? factory))
        {
            factory.Validate(function);
        }
    }

    private static CancellationTokenSource Limit(TimeSpan limit, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        return source;
    }
}
