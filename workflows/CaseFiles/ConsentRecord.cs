namespace Daoban.Workflows.CaseFiles;

/// <summary>A separate consent (单独同意) and its withdrawal; row <c>c|{consentId}</c> (rules R11.4).</summary>
/// <param name="ConsentId">Lower-case UUID made by the client.</param>
/// <param name="Purpose">What is consented to; the code of the text that was shown.</param>
/// <param name="NoticeVersion">Version of that text.</param>
/// <param name="TextHash">SHA-256 of that text, lower-case hex.</param>
/// <param name="Method">How it was given.</param>
/// <param name="GivenAt">Moment, by the tablet's clock.</param>
/// <param name="WitnessId">Second person; null with a signature.</param>
/// <param name="GuardianRelation">Who consents for a child; null for the resident's own consent.</param>
/// <param name="ProtectedGuardianName">The guardian's name, protected; null without a guardian or once deleted.</param>
/// <param name="DeviceId">The tablet; null when it has none.</param>
/// <param name="WithdrawnAt">UTC instant of the withdrawal; its effect is forward only.</param>
/// <param name="WithdrawnBy">Clerk who took the withdrawal.</param>
public sealed record ConsentRecord(
    string ConsentId,
    string Purpose,
    int NoticeVersion,
    string TextHash,
    ConsentMethod Method,
    DateTimeOffset GivenAt,
    string? WitnessId,
    GuardianRelation? GuardianRelation,
    string? ProtectedGuardianName,
    string? DeviceId,
    DateTimeOffset? WithdrawnAt = null,
    string? WithdrawnBy = null);
