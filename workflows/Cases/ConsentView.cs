using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>A consent as the case shows it; a guardian's name is not.</summary>
/// <param name="ConsentId">The consent.</param>
/// <param name="Purpose">What is consented to.</param>
/// <param name="NoticeVersion">Version of the text that was shown.</param>
/// <param name="TextHash">SHA-256 of that text.</param>
/// <param name="Method">How it was given.</param>
/// <param name="GivenAt">When.</param>
/// <param name="WitnessId">Second person.</param>
/// <param name="GuardianRelation">Who consented for a child.</param>
/// <param name="WithdrawnAt">When it was withdrawn.</param>
public sealed record ConsentView(
    string ConsentId,
    string Purpose,
    int NoticeVersion,
    string TextHash,
    ConsentMethod Method,
    DateTimeOffset GivenAt,
    string? WitnessId,
    GuardianRelation? GuardianRelation,
    DateTimeOffset? WithdrawnAt)
{
    internal static ConsentView Of(ConsentRecord consent) => new(
        consent.ConsentId,
        consent.Purpose,
        consent.NoticeVersion,
        consent.TextHash,
        consent.Method,
        consent.GivenAt,
        consent.WitnessId,
        consent.GuardianRelation,
        consent.WithdrawnAt);
}
