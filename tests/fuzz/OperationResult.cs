namespace Daoban.Fuzz;

/// <summary>How one operation took it.</summary>
/// <param name="Operation">Its id.</param>
/// <param name="Requests">How many were sent.</param>
/// <param name="Succeeded">Answered 2xx.</param>
/// <param name="Refused">Answered 3xx or 4xx.</param>
/// <param name="Unanswered">Closed without an answer, which only a broken request may be.</param>
/// <param name="Failed">Answered 5xx.</param>
/// <param name="MedianMs">Milliseconds of the middle request.</param>
/// <param name="LongestMs">Milliseconds of the longest.</param>
/// <param name="Codes">How often each problem code was answered.</param>
internal sealed record OperationResult(
    string Operation,
    int Requests,
    int Succeeded,
    int Refused,
    int Unanswered,
    int Failed,
    double MedianMs,
    double LongestMs,
    IReadOnlyDictionary<string, int> Codes);
