using Azure;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Comparing;

/// <summary>
/// A full comparison that an administrator drives, a part per call: first the worklist, then the cases. It knows
/// nothing of the timer's walks and does not disturb them.
/// </summary>
public sealed class FullComparison
{
    private const string List = "worklist-comparison";
    private const string RowPhase = ComparisonRun.Rows + " ";
    private const string CasePhase = ComparisonRun.Cases + " ";

    private readonly WorklistComparer comparer;
    private readonly Continuations continuations;

    internal FullComparison(WorklistComparer comparer, IKeyedHash hash)
    {
        this.comparer = comparer;
        continuations = new Continuations(hash);
    }

    /// <summary>Does the next part.</summary>
    /// <param name="continuation">The token of the call before; null begins anew.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was found, and where to go on; <c>malformed-parameter</c>.</returns>
    public async Task<Attempt<ComparisonProgress>> ContinueAsync(
        string? continuation, CancellationToken cancellationToken)
    {
        string position = RowPhase;
        if (continuation is not null && !continuations.TryOpen(List, continuation, out position))
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        try
        {
            return position.StartsWith(RowPhase, StringComparison.Ordinal)
                ? await RowsAsync(Token(position, RowPhase), cancellationToken)
                : await CasesAsync(Token(position, CasePhase), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status == 400 && continuation is not null)
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }
    }

    private static string? Token(string position, string phase) => position.Length > phase.Length
        ? position[phase.Length..]
        : null;

    private async Task<ComparisonProgress> RowsAsync(string? token, CancellationToken cancellationToken)
    {
        ComparisonPart part = await comparer.CompareRowsAsync(token, cancellationToken);
        return Progress(part.Counts, part.Next is null ? CasePhase : RowPhase + part.Next);
    }

    private async Task<ComparisonProgress> CasesAsync(string? token, CancellationToken cancellationToken)
    {
        ComparisonPart part = await comparer.CompareCasesAsync(token, cancellationToken);
        return Progress(part.Counts, part.Next is null ? null : CasePhase + part.Next);
    }

    private ComparisonProgress Progress(DriftCounts counts, string? position) => new(
        counts.Rows,
        counts.Cases,
        counts.Missing,
        counts.Stale,
        counts.Surplus,
        counts.UnderWay,
        counts.Unreadable,
        continuations.Seal(List, position));
}
