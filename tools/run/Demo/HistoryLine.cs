namespace Daoban.Run.Demo;

/// <summary>One history event.</summary>
internal sealed record HistoryLine(
    DateTimeOffset Timestamp,
    string Type,
    int EventId,
    string? Name,
    int? AnswersId,
    DateTimeOffset? FireAt,
    string? Status);
