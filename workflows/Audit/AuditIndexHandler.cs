using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Audit;

/// <summary>Writes the rows by which auditors find a ledger entry. The item says everything; nothing is read.</summary>
internal sealed class AuditIndexHandler(AuditIndex index) : IOutboxHandler
{
    public string Kind => AuditIndexEntry.EffectKind;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await index.WriteAsync(caseId, RowJson.Deserialize<AuditIndexEntry>(item.Payload), cancellationToken);
        return true;
    }
}
