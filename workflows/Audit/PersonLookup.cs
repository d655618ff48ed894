namespace Daoban.Workflows.Audit;

/// <summary>A resident to be searched for.</summary>
/// <param name="IdNumber">18 characters (rules §1).</param>
public sealed record PersonLookup(string IdNumber);
