using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>
/// An engine on a task hub of its own. Orchestration time stands still until a test advances it; what a test waits for
/// must come within <see cref="Deadline"/> of real time.
/// </summary>
internal sealed class EngineHost(
    Tasks tasks, Func<FakeTimeProvider, DurableEngineOptions> makeOptions, ILoggerFactory loggers,
    FakeTimeProvider clock)
    : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private DurableEngine? engine;

    public FakeTimeProvider Clock => clock;

    public DurableTaskClient Client => (engine ??= Create()).Client;

    /// <summary>Whether the engine runs the hub and has recovered it.</summary>
    public bool Owns => engine is { Owns.IsCompletedSuccessfully: true };

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public async Task<EngineHost> StartAsync()
    {
        engine ??= Create();
        await engine.StartAsync(CancellationToken.None).WaitAsync(Deadline);
        return this;
    }

    public async Task StopAsync()
    {
        if (engine is not null)
        {
            await engine.StopAsync(CancellationToken.None).WaitAsync(Deadline);
            await engine.DisposeAsync();
            engine = null;
        }
    }

    /// <summary>Ends the engine as a killed process ends: nothing is finished or given back.</summary>
    public async Task KillAsync()
    {
        if (engine is { } killed)
        {
            engine = null;
            await killed.AbandonAsync().WaitAsync(Deadline);
        }
    }

    /// <summary>Another engine takes over: what was in memory is gone, and orchestrations are replayed.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public Task<string> ScheduleAsync(string name, object? input = null, StartOrchestrationOptions? options = null)
        => Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);

    /// <summary>Schedules and waits for the first episode, so that later events find their waiters.</summary>
    public async Task<string> BeginAsync(string name, object? input = null, StartOrchestrationOptions? options = null)
    {
        string id = await ScheduleAsync(name, input, options);
        await HistoryAsync(id, history => history.OfType<OrchestratorCompletedEvent>().Any());
        return id;
    }

    /// <summary>Schedules and waits for the end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(
        string name, object? input = null, StartOrchestrationOptions? options = null)
        => await EndAsync(await ScheduleAsync(name, input, options));

    /// <summary>Waits for the end, with input and output.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
    }

    /// <summary>
    /// Lets orchestration time run by steps until the instance ends. A step is taken only while the instance waits for
    /// its newest timer and nothing else, so that what happens between two timers happens at one time.
    /// </summary>
    public async Task<OrchestrationMetadata> EndAsync(string id, TimeSpan step)
    {
        Task<OrchestrationMetadata> end = EndAsync(id);
        while (await Task.WhenAny(end, Task.Delay(Poll)) != end)
        {
            if (WaitsForTimer(await HistoryAsync(id)))
            {
                Clock.Advance(step);
            }
        }

        return await end;
    }

    public async Task<OrchestrationMetadata> ReadAsync(string id)
        => await Client.GetInstanceAsync(id, getInputsAndOutputs: true)
            ?? throw new InvalidOperationException($"No instance {id}.");

    /// <summary>Waits until the instance exists and is as asked.</summary>
    public async Task<OrchestrationMetadata> UntilAsync(string id, Func<OrchestrationMetadata, bool> holds)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            OrchestrationMetadata? state = await Client.GetInstanceAsync(id, getInputsAndOutputs: true, deadline.Token);
            if (state is not null && holds(state))
            {
                return state;
            }

            await Task.Delay(Poll, deadline.Token);
        }
    }

    public Task<OrchestrationMetadata> UntilAsync(string id, OrchestrationRuntimeStatus status)
        => UntilAsync(id, state => state.RuntimeStatus == status);

    /// <summary>Waits until the history holds <paramref name="count"/> events of a kind.</summary>
    public async Task<IList<HistoryEvent>> HistoryAsync<TEvent>(string id, int count = 1)
        where TEvent : HistoryEvent
        => await HistoryAsync(id, history => history.OfType<TEvent>().Count() >= count);

    public async Task<IList<HistoryEvent>> HistoryAsync(string id, Func<IList<HistoryEvent>, bool>? holds = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            IList<HistoryEvent> history = await Client.GetOrchestrationHistoryAsync(id, deadline.Token);
            if (holds is null || holds(history))
            {
                return history;
            }

            await Task.Delay(Poll, deadline.Token);
        }
    }

    /// <summary>Waits until the sends of an instance have arrived and its row does not name them any more.</summary>
    public async Task SettledAsync(params string[] ids)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        HubStorage storage = await engine!.OpenAsync(deadline.Token);
        foreach (string id in ids)
        {
            while (await storage.ReadStatusAsync(id, deadline.Token) is { IsMarked: true })
            {
                await Task.Delay(Poll, deadline.Token);
            }
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private bool WaitsForTimer(IList<HistoryEvent> history)
        => history.LastOrDefault() is OrchestratorCompletedEvent
            && history.OfType<TimerCreatedEvent>().LastOrDefault() is { } newest
            && newest.FireAt > Now
            && history.OfType<TimerFiredEvent>().All(fired => fired.TimerId != newest.EventId)
            && history.Count(happened => happened is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent)
            == history.Count(happened => happened is TaskCompletedEvent or TaskFailedEvent
                or SubOrchestrationInstanceCompletedEvent or SubOrchestrationInstanceFailedEvent);

    private DurableEngine Create() => new(makeOptions(Clock), tasks, loggers);
}
