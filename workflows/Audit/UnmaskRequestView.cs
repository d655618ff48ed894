using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Audit;

/// <summary>An unmask request and where it stands.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Field">What is to be seen.</param>
/// <param name="ReasonCode">Why.</param>
/// <param name="Reference">Number of the file that needs it.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="RequestedBy">The auditor.</param>
/// <param name="RequestedAt">UTC instant.</param>
/// <param name="DueAt">By when somebody must decide.</param>
/// <param name="DecidedBy">The second person.</param>
/// <param name="DecidedAt">UTC instant of the decision.</param>
/// <param name="ValidUntil">Until when an approval is good.</param>
public sealed record UnmaskRequestView(
    string RequestId,
    string Field,
    string ReasonCode,
    string? Reference,
    UnmaskState State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset DueAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? ValidUntil)
{
    internal static UnmaskRequestView Of(UnmaskRequestRecord request, DateTimeOffset now) => new(
        request.RequestId,
        request.Field,
        request.ReasonCode,
        request.Reference,
        UnmaskRules.StateOf(request, now),
        request.RequestedBy,
        request.RequestedAt,
        request.DueAt,
        request.DecidedBy,
        request.DecidedAt,
        request.ValidUntil);
}
