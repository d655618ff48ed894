using Daoban.Workflows.Evidence;

namespace Daoban.Workflows.Tests.Evidence;

/// <summary>Keeps one history.</summary>
internal sealed class FakeHistoryArchive(string keptId, IReadOnlyList<string> lines) : IHistoryArchive
{
    public Task<IReadOnlyList<string>?> FindAsync(
        string caseId, string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(instanceId == keptId ? lines : null);
}
