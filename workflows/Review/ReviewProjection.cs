using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;

namespace Daoban.Workflows.Review;

/// <summary>
/// Writes a task's row of the worklist as the case file has it. It writes what it read and then looks again: of several
/// that run at once, the one that finishes last has seen the newest state.
/// </summary>
internal sealed class ReviewProjection(CaseFileStore store, ReviewWorklist worklist, ICatalog catalog)
{
    /// <summary>Shows the task when it is live, removes its row otherwise. Safe to repeat.</summary>
    public async Task WriteAsync(string caseId, string taskId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.RecallAsync(caseId, cancellationToken);
        ReviewTaskRecord written;
        do
        {
            written = file.Tasks[taskId];
            await worklist.WriteAsync(
                caseId, file.Existing, DepartmentOf(file.Existing), written, cancellationToken);
            file = await store.LoadCurrentAsync(caseId, cancellationToken);
        }
        while (file.Tasks[taskId] != written);
    }

    /// <summary>Whose reviewers see the case's tasks.</summary>
    public string DepartmentOf(CaseRecord record) =>
        catalog.DepartmentOf(record.ItemCode, record.ItemVersion) ?? "";
}
