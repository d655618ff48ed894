namespace Daoban.Workflows.CaseFiles;

/// <summary>A case that must exist does not: a defect or foreign data. Not retried.</summary>
/// <param name="caseId">The case.</param>
public sealed class CaseMissingException(string caseId) : InvalidOperationException($"Case {caseId} does not exist.");
