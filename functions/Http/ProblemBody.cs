namespace Daoban.Functions.Http;

/// <summary>The members of a problem document (RFC 9457 with our extensions).</summary>
/// <param name="Type">The page that explains the code, relative to the origin.</param>
/// <param name="Title">What happened, in Chinese.</param>
/// <param name="TitleEn">What happened, in English.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code that programs look at.</param>
/// <param name="Field">The field or parameter in question, as a path such as <c>resident.idNumber</c>.</param>
/// <param name="Facts">Codes, ids, numbers and times that help; never a value of a personal field.</param>
/// <param name="TraceId">What to tell the operator.</param>
/// <param name="Instance">This one occurrence.</param>
internal sealed record ProblemBody(
    string Type,
    string Title,
    string TitleEn,
    int Status,
    string Code,
    string? Field,
    IReadOnlyDictionary<string, object?>? Facts,
    string TraceId,
    string? Instance);
