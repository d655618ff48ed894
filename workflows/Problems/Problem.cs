namespace Daoban.Workflows.Problems;

/// <summary>
/// An expected refusal, as a value. It is shown to clerks and logged, so it never carries personal data.
/// </summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>; stable, never reused for another meaning.</param>
/// <param name="Field">
/// The offending field as the client wrote it, in camelCase with dots: <c>resident.idNumber</c>.
/// </param>
/// <param name="Facts">
/// Codes, ids, numbers and times that explain the refusal; never what the resident or clerk typed.
/// </param>
public sealed record Problem(
    string Code,
    string? Field = null,
    IReadOnlyDictionary<string, object?>? Facts = null)
{
    /// <summary>A problem with one fact, the usual case.</summary>
    public static Problem With(string code, string? field, string fact, object? value) =>
        new(code, field, new Dictionary<string, object?> { [fact] = value });
}
