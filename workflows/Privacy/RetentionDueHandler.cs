using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>Writes a case into <see cref="RetentionQueue"/>; subject = retention class.</summary>
internal sealed class RetentionDueHandler(RetentionQueue queue) : IOutboxHandler
{
    public const string KindName = "retention-due";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await queue.PutAsync(RowJson.Deserialize<RetentionDue>(item.Payload), cancellationToken);
        return true;
    }
}
