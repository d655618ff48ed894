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
        EventWait<T> events,
        Func<T, bool> answers,
        IReadOnlyList<Milestone<T>> milestones)
        where T : class
    {
        foreach (Milestone<T> milestone in milestones)
        {
            using CancellationTokenSource passed = new();
            Task timer = context.CreateTimer(milestone.At.UtcDateTime, passed.Token);
            while (await Task.WhenAny(events.Next, timer) != timer)
            {
                T received = await events.TakeAsync();
                if (answers(received))
                {
                    passed.Cancel();
                    return received;
                }
            }

            if (await milestone.ReachAsync() is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
