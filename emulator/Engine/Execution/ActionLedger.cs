using DurableTask.Core.Exceptions;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// What one execution asked for: action ids in order, actions not recorded yet, and tasks without a result. Replay
/// checks recorded events against it.
/// </summary>
internal sealed class ActionLedger
{
    private readonly SortedDictionary<int, OrchestratorAction> pending = [];
    private readonly SortedDictionary<int, OrchestratorAction> held = [];
    private readonly Dictionary<int, OpenTask> open = [];
    private int nextId;

    public bool HasOpenTasks => open.Count > 0;

    public int TakeId() => nextId++;

    public void Add(OrchestratorAction action) => pending.Add(action.Id, action);

    /// <summary>Records an action that will have a result.</summary>
    public OpenTask Open(OrchestratorAction action, string? name, string? version)
    {
        Add(action);
        var task = new OpenTask(name, version);
        open.Add(action.Id, task);
        return task;
    }

    public bool IsOpen(int taskId) => open.ContainsKey(taskId);

    /// <summary>
    /// The task waits no longer: its result is delivered or it was cancelled. Null when it was not open.
    /// </summary>
    public OpenTask? Close(int taskId) => open.Remove(taskId, out OpenTask? task) ? task : null;

    /// <summary>Suspended: actions of this episode wait for the resume.</summary>
    public void Hold() => Move(pending, held);

    public void Release() => Move(held, pending);

    /// <summary>Hands over the actions of this episode in the order of their ids.</summary>
    public IReadOnlyList<OrchestratorAction> TakePending()
    {
        OrchestratorAction[] actions = [.. pending.Values];
        pending.Clear();
        return actions;
    }

    /// <summary>An earlier episode recorded this event: the same code must have asked for the same now.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">It asked for something else, or for
    /// nothing.</exception>
    public void Confirm(HistoryEvent recorded)
    {
        DeterminismCheck.Verify(recorded, pending.GetValueOrDefault(recorded.EventId));
        pending.Remove(recorded.EventId);
    }

    private static void Move(
        SortedDictionary<int, OrchestratorAction> from, SortedDictionary<int, OrchestratorAction> to)
    {
        foreach ((int id, OrchestratorAction action) in from)
        {
            to.Add(id, action);
        }

        from.Clear();
    }
}
