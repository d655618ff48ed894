using Microsoft.DurableTask;

namespace Daoban.Workflows.Deadlines;

/// <summary>
/// How orchestrations wait for people and banks: never without a deadline, never fooled by a stray event.
/// </summary>
internal static class WaitingOrchestration
{
    /// <summary>
    /// Waits for the event that <paramref name="answers"/> accepts, passing the milestones in order on the way. Events
    /// that answer something else are dropped and move no deadline. The wait ends with the last milestone at the
    /// latest. That one decides by the case file: an answer may be recorded there whose event is still on its way.
    /// </summary>
    /// <returns>
    /// The answer, from the event or from a milestone; null when the last milestone passed without one.
    /// </returns>
    public static async Task<T?> WaitForAnswerAsync<T>(
        this TaskOrchestrationContext context,
        string eventName,
        Func<T, bool> answers,
        IReadOnlyList<Milestone<T>> milestones)
        where T : class
    {
        // One waiter for the whole wait, never cancelled: a cancelled one would stay and swallow the next event.
        Task<T> next = context.WaitForExternalEvent<T>(eventName);
        foreach (Milestone<T> milestone in milestones)
        {
            using CancellationTokenSource passed = new();
            Task timer = context.CreateTimer(milestone.At.UtcDateTime, passed.Token);
            while (await Task.WhenAny(next, timer) == next)
            {
                T received = await next;
                if (answers(received))
                {
                    passed.Cancel();
                    return received;
                }

                next = context.WaitForExternalEvent<T>(eventName);
            }

            if (await milestone.ReachAsync() is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
