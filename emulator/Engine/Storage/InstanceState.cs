using System.Collections.Immutable;
using DurableTask.Core;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>What an instance's own row says; immutable, one value per commit.</summary>
internal sealed record InstanceState
{
    /// <summary>Format of the rows. A row of another format is refused, never guessed.</summary>
    public const int Format = 1;

    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public string Version { get; init; } = string.Empty;

    public required string ExecutionId { get; init; }

    /// <summary>Execution id of the start from which this one continued as new; null when it has not.</summary>
    public string? StartedAs { get; init; }

    public OrchestrationStatus Status { get; init; } = OrchestrationStatus.Pending;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When a scheduled start is due; null for one that is due at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    public Payload Input { get; init; } = Payload.None;

    public Payload Output { get; init; } = Payload.None;

    public Payload CustomStatus { get; init; } = Payload.None;

    public FailureDetails? Failure { get; init; }

    public ParentRecord? Parent { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How often this id was used before; null for children and later generations.</summary>
    public int? Generation { get; init; }

    /// <summary>W3C context of the span that started it; null without tracing.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Number of the commit, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Random id of the commit: tells whether a commit with a lost answer is this one.</summary>
    public Guid CommitId { get; init; }

    /// <summary>Inline part of the history, oldest segment first. Null when it was not asked for.</summary>
    public ImmutableArray<Segment>? History { get; init; }

    /// <summary>How many older segment rows precede the inline part.</summary>
    public int SegmentRows { get; init; }

    /// <summary>Committed sends that may not have arrived; null when there are none.</summary>
    public Segment? Outbox { get; init; }

    /// <summary>Order number of the latest send; never goes back, whatever the clock does.</summary>
    public long LastOrder { get; init; }

    /// <summary>Whether a work mark exists.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether the next turn is due without any message: a generation that has not run yet.</summary>
    public bool IsTurnDue { get; init; }

    /// <summary>
    /// Whether this execution, or another that had the id before, ever had a payload in a blob. Purging looks for them.
    /// </summary>
    public bool HasBlobs { get; init; }

    /// <summary>The same for history rows.</summary>
    public bool HasSegments { get; init; }

    /// <summary>Whether it was rewound and has not had a turn since: pending, with a history.</summary>
    public bool IsRewound { get; init; }

    /// <summary>ETag of the row as read or committed.</summary>
    public Azure.ETag ETag { get; init; }

    public bool IsTerminal =>
        Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;

    /// <summary>Whether it has never had a turn.</summary>
    public bool IsPending => Status is OrchestrationStatus.Pending && !IsRewound;
}
