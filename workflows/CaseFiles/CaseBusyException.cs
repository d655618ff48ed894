namespace Daoban.Workflows.CaseFiles;

/// <summary>A change lost against others again and again, or storage did not answer. Worth a retry later.</summary>
/// <param name="caseId">The case.</param>
public sealed class CaseBusyException(string caseId) : Exception($"Case {caseId} is busy.");
