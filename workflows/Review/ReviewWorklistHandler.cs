using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>
/// Brings a task's row of the worklist in line with the case file. It writes what it read and then looks again: of
/// several that run at once, the one that finishes last has seen the newest state.
/// </summary>
internal sealed class ReviewWorklistHandler(CaseFileStore store, ReviewWorklist worklist, ICatalog catalog)
    : IOutboxHandler
{
    public const string KindName = "project-review-task";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.RecallAsync(caseId, cancellationToken);
        ReviewTaskRecord? written;
        do
        {
            written = file.Tasks[item.Subject];
            string department = catalog.DepartmentOf(file.Existing.ItemCode, file.Existing.ItemVersion) ?? "";
            await worklist.WriteAsync(caseId, file.Existing, department, written, cancellationToken);
            file = await store.LoadCurrentAsync(caseId, cancellationToken);
        }
        while (file.Tasks[item.Subject] != written);

        return true;
    }
}
