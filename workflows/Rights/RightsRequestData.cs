using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>What a clerk takes down when a resident uses a right.</summary>
/// <param name="Kind"><c>COPY</c>, <c>CORRECT</c>, <c>DELETE</c> or <c>RESTRICT</c>.</param>
/// <param name="ReasonCode">One of <see cref="RightsReasons.OfRequests"/>.</param>
/// <param name="Field">
/// The field to correct: <c>name</c>, <c>idNumber</c>, <c>phone</c>, <c>address</c> or <c>bankAccount</c>; null for
/// other kinds.
/// </param>
/// <param name="NewValue">Its right content, stored encrypted; null for other kinds.</param>
public sealed record RightsRequestData(
    RightsKind Kind, string ReasonCode, string? Field = null, string? NewValue = null);
