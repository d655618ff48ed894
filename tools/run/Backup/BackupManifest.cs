namespace Daoban.Run.Backup;

/// <summary>
/// <c>manifest.json</c>: what a backup holds, and the SHA-256 of every file, those of blobs by way of their index.
/// Written last, so that a folder without one is no backup.
/// </summary>
internal sealed record BackupManifest
{
    public required string Format { get; init; }

    /// <summary>Name of the account it was made of.</summary>
    public required string Account { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>True when the application may have run: the parts are then of different instants.</summary>
    public required bool WhileRunning { get; init; }

    public required IReadOnlyList<TablePart> Tables { get; init; }

    public required IReadOnlyList<ContainerPart> Containers { get; init; }

    public required IReadOnlyList<QueuePart> Queues { get; init; }
}
