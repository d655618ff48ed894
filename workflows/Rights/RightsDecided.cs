using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>External event: a rights request was decided.</summary>
/// <param name="RequestId">The request it answers.</param>
/// <param name="Verdict">What was decided.</param>
public sealed record RightsDecided(string RequestId, Verdict Verdict)
{
    /// <summary>Name of the event.</summary>
    public const string EventName = nameof(RightsDecided);
}
