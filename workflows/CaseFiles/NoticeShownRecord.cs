namespace Daoban.Workflows.CaseFiles;

/// <summary>Which notice the resident was shown before the intake (rules R11.3).</summary>
/// <param name="Code">The notice.</param>
/// <param name="Version">Its version.</param>
/// <param name="TextHash">SHA-256 of its text, lower-case hex.</param>
/// <param name="ShownAt">Moment, by the tablet's clock.</param>
/// <param name="Form">How.</param>
public sealed record NoticeShownRecord(
    string Code, int Version, string TextHash, DateTimeOffset ShownAt, NoticeForm Form);
