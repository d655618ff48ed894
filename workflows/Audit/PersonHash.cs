namespace Daoban.Workflows.Audit;

/// <summary>The keyed hash by which a resident is searched for.</summary>
/// <param name="Person">64 lower-case hexadecimal digits.</param>
public sealed record PersonHash(string Person);
