namespace Microsoft.DurableTask.Client;

/// <summary>Which finished orchestrations to purge.</summary>
/// <param name="CreatedFrom">Created at or after this time.</param>
/// <param name="CreatedTo">Created at or before this time.</param>
/// <param name="Statuses">One of these statuses; null or empty for every finished one.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>When to stop, even if some are left; null purges all.</summary>
    public TimeSpan? Timeout { get; init; }
}
