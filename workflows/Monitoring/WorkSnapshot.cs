using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Monitoring;

/// <summary>How much work there is, at one moment.</summary>
/// <param name="Cases">Cases by stage: open ones, and those that were closed today.</param>
/// <param name="Waits">One of each kind.</param>
internal sealed record WorkSnapshot(IReadOnlyDictionary<CaseStage, long> Cases, IReadOnlyList<WaitState> Waits);
