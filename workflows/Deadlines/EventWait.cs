using Microsoft.DurableTask;

namespace Daoban.Workflows.Deadlines;

/// <summary>
/// The one outstanding wait of an orchestration for events of a name. It is handed from one question to the next, never
/// cancelled and never doubled: an abandoned wait would stay and take the next event.
/// </summary>
internal sealed class EventWait<T>(TaskOrchestrationContext context, string eventName)
{
    private Task<T>? pending;

    /// <summary>Ends with the next event; the same task until the event is taken.</summary>
    public Task<T> Next => pending ??= context.WaitForExternalEvent<T>(eventName);

    /// <summary>Takes the next event; <see cref="Next"/> then waits for the one after.</summary>
    public async Task<T> TakeAsync()
    {
        T received = await Next;
        pending = null;
        return received;
    }
}
