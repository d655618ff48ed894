using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;
using SubOrchestrationFailedException = DurableTask.Core.Exceptions.SubOrchestrationFailedException;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>What one execution of an orchestrator sees. Used on its turn only.</summary>
internal sealed class DurableOrchestrationContext(
    ExecutionStartedEvent started,
    DurableEngineOptions options,
    ILoggerFactory loggerFactory,
    TurnSynchronizationContext turn)
    : TaskOrchestrationContext
{
    private const int MostTagCharacters = 8_000;

    private readonly ExternalEvents events = new();
    private int guidCounter;
    private object? customStatus;
    private bool forwardsEvents;
    private DateTime now;
    private bool replaying;

    public override TaskName Name { get; } = new(started.Name);

    public override string InstanceId => started.OrchestrationInstance.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } = started.ParentInstance is { } parent
        ? new ParentOrchestrationInstance(new TaskName(parent.Name), parent.OrchestrationInstance.InstanceId)
        : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    public override string Version => started.Version ?? string.Empty;

    /// <summary>Actions and open tasks of this execution.</summary>
    public ActionLedger Ledger { get; } = new();

    /// <summary>What the orchestrator asked to continue with; null while it did not.</summary>
    public ContinueAsNewOptions? ContinueAsNewRequest { get; private set; }

    /// <summary>Events for the next generation that came after this one asked to continue as new.</summary>
    public List<HistoryEvent> CarryOver { get; } = [];

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    public override T? GetInput<T>()
        where T : default => options.DataConverter.Deserialize<T>(started.Input);

    /// <summary>The input as a type that is known only now; null when there is none.</summary>
    public object? ReadInput(Type type) => options.DataConverter.Deserialize(started.Input, type);

    public override async Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                "A TaskOptions value was provided for the activity input but no value was provided for options. "
                + "Did you actually mean to provide a TaskOptions value for the options parameter?",
                nameof(input));
        }

        string version = options?.Version is { } asked ? asked.Version : Version;
        try
        {
            return await WithRetriesAsync(options, () => ScheduleAsync<TResult>(name, version, input, options?.Tags));
        }
        catch (CoreTaskFailedException failed)
        {
            throw new TaskFailedException(name, failed.ScheduleId, failed);
        }
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        string id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        string version = options?.Version is { } asked ? asked.Version : DefaultVersion;
        try
        {
            return await WithRetriesAsync(
                options, () => StartChildAsync<TResult>(orchestratorName, version, id, input, options?.Tags));
        }
        catch (SubOrchestrationFailedException failed)
        {
            // A terminated child leaves no details; upstream's exception then has none either.
            throw new TaskFailedException(
                orchestratorName, failed.ScheduleId, TaskFailureDetails.FromCore(failed.FailureDetails)!);
        }
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        DateTime due = fireAt.ToUniversalTime();
        while (due - CurrentUtcDateTime > options.MaximumTimerInterval && !cancellationToken.IsCancellationRequested)
        {
            await CreateOneTimerAsync(CurrentUtcDateTime + options.MaximumTimerInterval, cancellationToken);
        }

        await CreateOneTimerAsync(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        turn.Require();
        var waiter = new EventWaiter<T>();
        events.Push(eventName, waiter);
        if (events.TryTake(eventName, out string? payload))
        {
            events.Pop(eventName);
            Deliver(waiter, payload);
        }

        cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return waiter.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Send(instanceId, eventName, options.DataConverter.Serialize(payload));

    public override void SetCustomStatus(object? customStatus)
    {
        turn.Require();
        this.customStatus = customStatus;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions
        {
            NewInput = newInput,
            PreserveUnprocessedEvents = preserveUnprocessedEvents,
        });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        turn.Require();
        NextInput = Converter.Serialize(options.NewInput);
        ContinueAsNewRequest = options;
        forwardsEvents = options.PreserveUnprocessedEvents;
        if (forwardsEvents)
        {
            foreach ((string name, string? payload) in events.TakeAll())
            {
                Send(InstanceId, name, payload);
            }
        }
    }

    public override Guid NewGuid()
    {
        turn.Require();
        return DeterministicGuid.Create(InstanceId, now, guidCounter++);
    }

    /// <summary>Serialized input of the next generation.</summary>
    public string? NextInput { get; private set; }

    public string? SerializeCustomStatus() => Converter.Serialize(customStatus);

    public void SetTime(DateTime utc) => now = utc;

    public void SetReplaying(bool value) => replaying = value;

    /// <summary>Delivers an external event to the newest wait, or keeps it.</summary>
    public void Raise(EventRaisedEvent raised)
    {
        if (ContinueAsNewRequest is not null)
        {
            CarryOver.Add(raised);
        }
        else if (events.Pop(raised.Name) is { } waiter)
        {
            Deliver(waiter, raised.Input);
        }
        else
        {
            events.Keep(raised.Name, raised.Input);
        }
    }

    // No payload is no value, also for a value type: the generic overload would make a default of it.
    private void Deliver(IEventWaiter waiter, string? payload) =>
        waiter.Deliver(Converter.Deserialize(payload, waiter.PayloadType));

    private DataConverter Converter => options.DataConverter;

    private string DefaultVersion => options.DefaultVersion;

    private async Task<T> WithRetriesAsync<T>(TaskOptions? options, Func<Task<T>> call) => options?.Retry switch
    {
        { Policy: { } policy } => await TaskRetries.WithPolicyAsync(
            this, due => CreateOneTimerAsync(due, CancellationToken.None), policy, call),
        { Handler: { } handler } => await TaskRetries.WithHandlerAsync(this, handler, call),
        _ => await call(),
    };

    private async Task<T> ScheduleAsync<T>(
        TaskName name, string version, object? input, IDictionary<string, string>? tags)
    {
        turn.Require();
        RequireTags(tags);
        string? serialized = Converter.Serialize(input);
        var action = new ScheduleTaskOrchestratorAction(Ledger.TakeId(), name.Name, version, serialized, tags);
        return Converter.Deserialize<T>(await Ledger.Open(action, name.Name, version).Result.Task)!;
    }

    private async Task<T> StartChildAsync<T>(
        TaskName name, string version, string id, object? input, IDictionary<string, string>? tags)
    {
        turn.Require();
        RowKeys.Require(id);
        RequireTags(tags);
        string? serialized = Converter.Serialize(input);
        var action = new CreateSubOrchestrationAction(Ledger.TakeId(), name.Name, version, id, serialized, tags);
        return Converter.Deserialize<T>(await Ledger.Open(action, name.Name, version).Result.Task)!;
    }

    // A row holds them all; refused here, where the code can answer for it, and not when the turn is stored.
    private static void RequireTags(IDictionary<string, string>? tags)
    {
        if (tags?.Sum(tag => tag.Key.Length + tag.Value.Length) > MostTagCharacters)
        {
            throw new ArgumentException($"The tags have more than {MostTagCharacters} characters.", nameof(tags));
        }
    }

    private async Task CreateOneTimerAsync(DateTime due, CancellationToken cancellationToken)
    {
        turn.Require();
        var action = new CreateTimerOrchestratorAction(Ledger.TakeId(), due);
        OpenTask timer = Ledger.Open(action, name: null, version: null);
        cancellationToken.Register(() =>
        {
            if (timer.Result.TrySetCanceled())
            {
                Ledger.Close(action.Id);
            }
        });
        await timer.Result.Task;
    }

    private void Send(string instanceId, string eventName, string? payload)
    {
        turn.Require();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        RowKeys.Require(instanceId);
        Ledger.Add(new SendEventOrchestratorAction(Ledger.TakeId(), instanceId, eventName, payload));
    }
}
