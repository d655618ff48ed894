namespace Daoban.Workflows.Cases;

/// <summary>One paper of a submission.</summary>
/// <param name="Code">Catalog material, e.g. <c>M01</c>.</param>
/// <param name="DocumentId">Lower-case UUID under which it was uploaded.</param>
public sealed record MaterialData(string Code, string DocumentId);
