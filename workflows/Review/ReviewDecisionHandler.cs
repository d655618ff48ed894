using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Review;

/// <summary>
/// Applies decisions from the queue. A stale, duplicate or foreign one is recorded as refused and changes nothing else.
/// Idempotent: a message may arrive any number of times, in any order.
/// </summary>
public sealed partial class ReviewDecisionHandler(CaseChanges changes, ILogger<ReviewDecisionHandler> logger)
{
    /// <param name="message">JSON of a <see cref="ReviewDecisionMessage"/>.</param>
    /// <param name="client">Raises the event to the case's orchestration.</param>
    /// <param name="cancellationToken">Ends the attempt; the queue delivers the message again.</param>
    /// <exception cref="PoisonMessageException">Not a message, or of a format this build does not know.</exception>
    public async Task HandleAsync(string message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ReviewDecisionMessage decided =
            MessageReader.Read<ReviewDecisionMessage>(MessageQueues.Get(ReviewDecisionMessage.Queue), message);
        if (!Ids.IsLowerCaseUuid(decided.CaseId) || !Ids.IsLowerCaseUuid(decided.DecisionId))
        {
            throw new PoisonMessageException(DeadLetterReasons.Unreadable);
        }

        Tracing.LinkTo(decided.TraceParent);
        DecisionState? state = await changes.ApplyAsync(
            decided.CaseId, client, (file, change) => Apply(file, change, decided), cancellationToken);
        LogHandled(decided.CaseId, decided.DecisionId, state);
    }

    private static DecisionState? Apply(CaseFile file, CaseChange change, ReviewDecisionMessage message)
    {
        if (!file.Decisions.TryGetValue(message.DecisionId, out DecisionRecord? decision)
            || decision.State is not DecisionState.Received)
        {
            return decision?.State;
        }

        ReviewTaskRecord task = file.Tasks[decision.TaskId];
        Actor reviewer = new(decision.ReviewerId, "reviewer", [], [], task.Level);
        string? refusal = ReviewRules.RefusalOf(file, task, decision);
        DecisionRecord settled = decision with
        {
            State = refusal is null ? DecisionState.Applied : DecisionState.Refused,
            RefusalCode = refusal,
        };
        change.Put(settled);
        change.Acknowledge(file, ReviewDecisionMessage.Queue, decision.DecisionId);
        if (refusal is null)
        {
            ReviewTaskRecord decided = task with { State = ReviewTaskState.Decided, DecisionId = decision.DecisionId };
            change.Put(decided);
            change.Enter(new(
                LedgerActions.DecisionApplied,
                reviewer,
                decision.DecisionId,
                decision.Verdict.ToString(),
                decision.ReasonCode,
                decision.AmountFen));
            change.Announce(file.CaseId, settled);
            change.Project(decided);
        }
        else
        {
            change.Enter(new(LedgerActions.DecisionRefused, reviewer, decision.DecisionId, Reason: refusal));
        }

        return settled.State;
    }

    [LoggerMessage(2101, LogLevel.Information, "Case {CaseId}: decision {DecisionId} is {State}")]
    private partial void LogHandled(string caseId, string decisionId, DecisionState? state);
}
