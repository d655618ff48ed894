using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Deadlines;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Cases;

/// <summary>Takes one case from intake to its result (docs/process.md). Instance id = case id.</summary>
public static class CaseOrchestrator
{
    /// <returns>How the case ended.</returns>
    [Function(nameof(CaseOrchestrator))]
    public static async Task<CaseOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        CaseStart start = context.GetInput<CaseStart>()!;
        EventWait<ReviewDecided> decisions = new(context, ReviewDecided.EventName);
        long amountFen = 0;
        foreach (int level in start.ReviewLevels)
        {
            ReviewDecided? decision = await context.ReviewAsync(start.CaseId, level, decisions);
            if (decision is null)
            {
                return await context.CloseAsync(start, CaseMove.Lapse, "review-lapsed");
            }

            if (decision.Verdict is Verdict.Rejected)
            {
                return await context.CloseAsync(start, CaseMove.Reject, decision.ReasonCode);
            }

            amountFen = decision.AmountFen ?? amountFen;
        }

        PaymentResult payment = await context.CollectPaymentAsync(start.CaseId, amountFen);
        return payment.IsSettled
            ? await context.CloseAsync(start, CaseMove.Complete)
            : await context.CloseAsync(start, CaseMove.Lapse, payment.ReasonCode);
    }
}
