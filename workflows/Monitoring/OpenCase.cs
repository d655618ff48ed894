namespace Daoban.Workflows.Monitoring;

/// <summary>An open case.</summary>
/// <param name="ItemCode">What was applied for.</param>
/// <param name="ApprovedAt">Its latest approval; null before.</param>
/// <param name="IsPaid">Whether its payment is settled.</param>
internal sealed record OpenCase(string ItemCode, DateTimeOffset? ApprovedAt = null, bool IsPaid = false);
