using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>The way of a reviewer's free text into the case file and back.</summary>
internal static class DecisionComments
{
    /// <summary>Protects the comment on a decision.</summary>
    public static string Protect(CaseFile file, string decisionId, string comment) =>
        file.Key.Protect(Scope(file.CaseId, decisionId), comment);

    /// <summary>The comment in full; null when the decision has none.</summary>
    public static string? Reveal(CaseFile file, DecisionRecord decision) =>
        decision.ProtectedComment is { } hidden
            ? file.Key.Unprotect(Scope(file.CaseId, decision.DecisionId), hidden)
            : null;

    private static string Scope(string caseId, string decisionId) => $"{caseId}/decision.{decisionId}.comment";
}
