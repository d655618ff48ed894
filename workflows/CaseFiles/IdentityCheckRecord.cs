namespace Daoban.Workflows.CaseFiles;

/// <summary>How identity was established; codes and ids only, never an image (rules §12).</summary>
/// <param name="Method"><c>FACE</c> or <c>CARD_AND_WITNESS</c>.</param>
/// <param name="Outcome"><c>MATCH</c>.</param>
/// <param name="CheckedAt">Moment of the check.</param>
/// <param name="ConsentId">Consent record behind a face check.</param>
/// <param name="WitnessId">Second staff member or cadre who countersigned the alternative.</param>
public sealed record IdentityCheckRecord(
    string Method,
    string Outcome,
    DateTimeOffset CheckedAt,
    string? ConsentId,
    string? WitnessId);
