namespace Daoban.Workflows.Evidence;

/// <summary>Keeps histories of instances that were taken out of the durable engine.</summary>
public interface IHistoryArchive
{
    /// <summary>The canonical lines of an instance's history; null when it is not kept here.</summary>
    Task<IReadOnlyList<string>?> FindAsync(string caseId, string instanceId, CancellationToken cancellationToken);
}
