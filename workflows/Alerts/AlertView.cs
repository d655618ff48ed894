namespace Daoban.Workflows.Alerts;

/// <summary>An alert: one for each person, day and kind. The access chain of that day has every occasion.</summary>
/// <param name="AlertId">Its id within the day.</param>
/// <param name="Day">A day in China.</param>
/// <param name="Kind"><c>many-reads</c>, <c>not-own-case</c> or <c>relative</c>.</param>
/// <param name="ActorId">Whom it is about.</param>
/// <param name="RaisedAt">UTC instant of the first occasion.</param>
/// <param name="CaseId">The case of that occasion, if its address named one.</param>
/// <param name="AcknowledgedBy">The auditor who looked into it; absent before.</param>
/// <param name="AcknowledgedAt">UTC instant.</param>
public sealed record AlertView(
    string AlertId,
    DateOnly Day,
    string Kind,
    string ActorId,
    DateTimeOffset RaisedAt,
    string? CaseId,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt)
{
    internal static AlertView Of(DateOnly day, string alertId, AlertRecord record) => new(
        alertId,
        day,
        record.Kind,
        record.ActorId,
        record.RaisedAt,
        record.CaseId,
        record.AcknowledgedBy,
        record.AcknowledgedAt);
}
