using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>
/// Brings a request's row of the worklist in line with the case file. It writes what it read and then looks again: of
/// several that run at once, the one that finishes last has seen the newest state.
/// </summary>
internal sealed class RightsWorklistHandler(CaseFileStore store, RightsWorklist worklist) : IOutboxHandler
{
    public const string KindName = "project-rights-request";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.RecallAsync(caseId, cancellationToken);
        RightsRequestRecord? written;
        do
        {
            written = file.Requests[item.Subject];
            await worklist.WriteAsync(caseId, file.Existing, written, cancellationToken);
            file = await store.LoadCurrentAsync(caseId, cancellationToken);
        }
        while (file.Requests[item.Subject] != written);

        return true;
    }
}
