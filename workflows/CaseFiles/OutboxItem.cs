using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>An effect outside the case's partition, recorded by the transaction that wants it.</summary>
/// <param name="Key">Row key in the case's partition, set by the commit.</param>
/// <param name="Kind">Which <see cref="IOutboxHandler"/> carries it out.</param>
/// <param name="Subject">Id it concerns: an instance, a task, a decision.</param>
/// <param name="Payload">JSON for the handler; ids, codes and amounts only.</param>
/// <param name="TraceParent">W3C context of the commit that wants it; null when that was not traced.</param>
public sealed record OutboxItem(string Key, string Kind, string Subject, string Payload, string? TraceParent = null)
{
    /// <summary>Whether this process has just recorded it: nobody can have carried it out before.</summary>
    [JsonIgnore]
    internal bool IsFresh { get; init; }
}
