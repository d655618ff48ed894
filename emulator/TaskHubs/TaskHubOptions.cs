namespace Daoban.Emulator.TaskHubs;

/// <summary>Where a worker or a client finds its task hub; all null when nothing was said.</summary>
internal sealed class TaskHubOptions
{
    public string? ConnectionString { get; set; }

    public string? HubName { get; set; }

    public TimeProvider? Clock { get; set; }

    /// <summary>Name of a worker's options. A client of the same name has its own.</summary>
    public static string OfWorker(string name) => $"worker {name}";

    /// <inheritdoc cref="OfWorker" />
    public static string OfClient(string name) => $"client {name}";
}
