using Daoban.Workflows.Cases;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Documents;

/// <summary>Every hour removes documents that no case took within a day.</summary>
internal sealed class RemoveUnreferencedDocuments(CaseDocuments documents)
{
    [Function(nameof(RemoveUnreferencedDocuments))]
    public Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        documents.RemoveUnreferencedAsync(cancellationToken);
}
