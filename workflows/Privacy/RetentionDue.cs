namespace Daoban.Workflows.Privacy;

/// <summary>A case whose data of one class come due on a day.</summary>
/// <param name="Day">First day on which the period is over, in China.</param>
/// <param name="CaseId">The case.</param>
/// <param name="RetentionClass">The class.</param>
public sealed record RetentionDue(DateOnly Day, string CaseId, string RetentionClass);
