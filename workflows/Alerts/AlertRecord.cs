namespace Daoban.Workflows.Alerts;

/// <summary>An alert as it is stored.</summary>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="ActorId">Whom it is about.</param>
/// <param name="RaisedAt">UTC instant of the first occasion of the day.</param>
/// <param name="CaseId">The case of that occasion.</param>
/// <param name="AcknowledgedBy">The auditor who looked into it; null before.</param>
/// <param name="AcknowledgedAt">UTC instant.</param>
internal sealed record AlertRecord(
    string Kind,
    string ActorId,
    DateTimeOffset RaisedAt,
    string? CaseId,
    string? AcknowledgedBy = null,
    DateTimeOffset? AcknowledgedAt = null);
