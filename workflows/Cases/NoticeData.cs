using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>Which notice the resident was shown (rules R11.3).</summary>
/// <param name="Code"><c>intake</c>.</param>
/// <param name="Version">The version in force when it was shown.</param>
/// <param name="ShownAt">Moment, before the submission and at most 30 days ago.</param>
/// <param name="Form">How.</param>
public sealed record NoticeData(string Code, int Version, DateTimeOffset ShownAt, NoticeForm Form);
