using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>Who consents for a child under fourteen.</summary>
/// <param name="Relation">Parent or other guardian.</param>
/// <param name="Name">1 to 50 characters; stored encrypted.</param>
public sealed record GuardianData(GuardianRelation Relation, string Name);
