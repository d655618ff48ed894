using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>Brings a task's row of the worklist in line with the case file after a change of it.</summary>
internal sealed class ReviewWorklistHandler(ReviewProjection projection) : IOutboxHandler
{
    public const string KindName = "project-review-task";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await projection.WriteAsync(caseId, item.Subject, cancellationToken);
        return true;
    }
}
