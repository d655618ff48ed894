using Daoban.Workflows.Statements;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Payments;

/// <summary>
/// Every quarter of an hour asks for the bank's statements that are due and goes on with what was begun. The calendar
/// of the workflows decides what is due.
/// </summary>
internal sealed class ImportStatements(StatementRun run)
{
    [Function(nameof(ImportStatements))]
    public Task RunAsync(
        [TimerTrigger("0 5/15 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        run.ContinueAsync(client, cancellationToken);
}
