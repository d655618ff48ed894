using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Messages;

/// <summary>Shows an operator what was given up, and sends it again after the repair.</summary>
public sealed class DeadLetterDesk
{
    private const int Shown = 32;

    private readonly IReadOnlyList<IDeadLetters> stores;
    private readonly Messenger messenger;
    private readonly AccessLog log;

    internal DeadLetterDesk(IEnumerable<IDeadLetters> stores, Messenger messenger, AccessLog log)
    {
        this.stores = [.. stores];
        this.messenger = messenger;
        this.log = log;
    }

    /// <summary>The dead letters of all queues, on every transport that this application can reach.</summary>
    public async Task<DeadLetterPage> ListAsync(CancellationToken cancellationToken)
    {
        List<DeadLetterCount> counts = [];
        List<DeadLetter> messages = [];
        foreach (QueueDefinition queue in MessageQueues.All)
        {
            foreach (IDeadLetters store in stores)
            {
                IReadOnlyList<DeadLetter> shown = await store.ListAsync(queue, Shown, cancellationToken);
                long count = await store.CountAsync(queue, cancellationToken);
                messages.AddRange(shown);
                counts.Add(new DeadLetterCount(queue.Name, store.Transport, Math.Max(count, shown.Count)));
            }
        }

        return new DeadLetterPage(counts, messages);
    }

    /// <summary>
    /// Sends dead letters of a queue over the present transport and removes them. Again, it finds nothing left to do.
    /// </summary>
    /// <param name="queueName">The queue.</param>
    /// <param name="id">The only message; null for all.</param>
    /// <param name="actor">Who asked for it; entered with what was done.</param>
    /// <param name="cancellationToken">Ends it between two messages.</param>
    /// <returns>What was done; <c>malformed-parameter</c>.</returns>
    public async Task<Attempt<ReplayReceipt>> ReplayAsync(
        string queueName, string? id, Actor actor, CancellationToken cancellationToken)
    {
        if (MessageQueues.Find(queueName) is not { } queue)
        {
            return new Problem(ProblemCodes.MalformedParameter, "queue");
        }

        if (id is not null && !MessageHeader.IsId(id))
        {
            return new Problem(ProblemCodes.MalformedParameter, "id");
        }

        int replayed = 0;
        foreach (IDeadLetters store in stores)
        {
            replayed += await store.ReplayAsync(queue, id, messenger.SendAsync, cancellationToken);
        }

        if (replayed > 0)
        {
            await log.EnterAsync(
                new(
                    LedgerActions.MessagesReplayed,
                    actor,
                    Subject: id ?? queue.Name,
                    Outcome: FormattableString.Invariant($"{replayed}")),
                cancellationToken);
        }

        return new ReplayReceipt(queue.Name, replayed);
    }
}
