using System.Globalization;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Audit;

/// <summary>Shows auditors what an actor read and was denied on one day, and whether that chain is whole.</summary>
public sealed class AccessChain(AccessLog log)
{
    /// <summary>Every entry of the day; none when nothing was entered.</summary>
    /// <param name="actorId">The actor.</param>
    /// <param name="day">A day in China, <c>yyyy-MM-dd</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Attempt<AccessChainView>> ReadAsync(
        string actorId, string day, CancellationToken cancellationToken)
    {
        if (!ActorIds.IsWellFormed(actorId))
        {
            return new Problem(ProblemCodes.MalformedParameter, "actorId");
        }

        if (!DateOnly.TryParseExact(
            day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        (IReadOnlyList<LedgerLine> lines, ChainHead? head) = await log.ReadAsync(actorId, date, cancellationToken);
        return new AccessChainView(
            actorId,
            date,
            LedgerChain.IsIntact(LedgerChain.OfAccess(actorId, date), lines, head),
            [.. lines.Select(line => line.Entry)]);
    }
}
