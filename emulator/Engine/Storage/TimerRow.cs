using System.Globalization;
using Azure.Data.Tables;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>A durable timer, or a scheduled start, as its row says.</summary>
internal sealed record TimerRow(
    DateTime DueAt, string InstanceId, string ExecutionId, string Name, DateTime CreatedAt)
{
    /// <summary>Instead of a timer id: the instance itself starts then.</summary>
    public const string StartName = "start";

    /// <summary>Only a scheduled start has this column; a query for it leaves timers out.</summary>
    public const string IsStart = "IsStart";

    public string RowKey => RowKeys.Timer(DueAt, InstanceId, ExecutionId, Name);

    /// <summary>The timer's action id; null for a scheduled start.</summary>
    public int? TimerId => Name == StartName ? null : int.Parse(Name, CultureInfo.InvariantCulture);

    public TableEntity ToRow(string partition) => new(partition, RowKey)
    {
        ["CreatedAt"] = CreatedAt.Ticks,
        [IsStart] = TimerId is null ? true : null,
    };

    /// <summary>The scheduled start of a pending instance; null when it starts at once.</summary>
    public static TimerRow? OfStart(InstanceState pending) => pending.ScheduledAt is { } due
        ? new TimerRow(
            due.UtcDateTime,
            pending.InstanceId,
            pending.ExecutionId,
            StartName,
            pending.CreatedAt.UtcDateTime)
        : null;

    public static TimerRow FromRow(TableEntity row)
    {
        string[] parts = row.RowKey.Split('|');
        return new TimerRow(
            new DateTime(long.Parse(parts[1], CultureInfo.InvariantCulture), DateTimeKind.Utc),
            RowKeys.IdOf(parts[2]),
            parts[3],
            parts[4],
            new DateTime(row.GetInt64("CreatedAt") ?? 0, DateTimeKind.Utc));
    }
}
