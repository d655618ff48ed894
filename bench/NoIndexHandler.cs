using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask.Client;

namespace Daoban.Bench;

/// <summary>Leaves the search index out, to see what it costs.</summary>
internal sealed class NoIndexHandler : IOutboxHandler
{
    public string Kind => AuditIndexEntry.EffectKind;

    public Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken) =>
        Task.FromResult(true);
}
