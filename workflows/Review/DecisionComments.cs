using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Review;

/// <summary>The way of a reviewer's free text into the case file and back.</summary>
internal sealed class DecisionComments(IFieldProtector protector)
{
    /// <summary>Protects the comment on a decision.</summary>
    public string Protect(string caseId, string decisionId, string comment) =>
        protector.Protect(Scope(caseId, decisionId), comment);

    /// <summary>The comment in full; null when the decision has none.</summary>
    public string? Reveal(string caseId, DecisionRecord decision) =>
        decision.ProtectedComment is { } hidden
            ? protector.Unprotect(Scope(caseId, decision.DecisionId), hidden)
            : null;

    private static string Scope(string caseId, string decisionId) => $"{caseId}/decision.{decisionId}.comment";
}
