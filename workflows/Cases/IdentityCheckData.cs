namespace Daoban.Workflows.Cases;

/// <summary>How the clerk established the resident's identity (rules §12). Never an image.</summary>
/// <param name="Method">
/// <c>FACE</c> (needs the consent's id) or <c>CARD_AND_WITNESS</c> (needs the witness's id).
/// </param>
/// <param name="Outcome"><c>MATCH</c>.</param>
/// <param name="CheckedAt">Moment of the check, at most 30 days ago.</param>
/// <param name="ConsentId">Consent record behind a face check.</param>
/// <param name="WitnessId">Second staff member or cadre; not the clerk.</param>
public sealed record IdentityCheckData(
    string Method,
    string Outcome,
    DateTimeOffset CheckedAt,
    string? ConsentId = null,
    string? WitnessId = null);
