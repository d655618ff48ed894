using Daoban.Workflows.Comparing;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Operations;

/// <summary>Every five minutes compares the next part of the worklist and of the open cases.</summary>
internal sealed class ContinueComparison(ComparisonRun run)
{
    [Function(nameof(ContinueComparison))]
    public Task RunAsync([TimerTrigger("0 2/5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        run.ContinueAsync(cancellationToken);
}
