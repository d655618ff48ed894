using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>One separate consent of the resident, or of a child's guardian (rules R11.4).</summary>
/// <param name="ConsentId">Lower-case UUID made by the client.</param>
/// <param name="Purpose">Code of the consent text, e.g. <c>face-check</c>.</param>
/// <param name="NoticeVersion">The version in force when it was given.</param>
/// <param name="Method">How it was given.</param>
/// <param name="GivenAt">Moment, at most 30 days ago.</param>
/// <param name="WitnessId">Second person, not the clerk; needed unless it was signed.</param>
/// <param name="Guardian">Needed for a child under fourteen, and only there.</param>
/// <param name="DeviceId">The tablet.</param>
public sealed record ConsentData(
    string ConsentId,
    string Purpose,
    int NoticeVersion,
    ConsentMethod Method,
    DateTimeOffset GivenAt,
    string? WitnessId = null,
    GuardianData? Guardian = null,
    string? DeviceId = null);
