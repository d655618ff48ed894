using Daoban.Workflows.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Starts a case's orchestration once; subject = instance id.</summary>
internal sealed class StartOrchestrationHandler : IOutboxHandler
{
    public const string KindName = "start-orchestration";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!item.IsFresh && await client.GetInstanceAsync(item.Subject, cancellationToken) is not null)
        {
            return true;
        }

        StartRequest request = RowJson.Deserialize<StartRequest>(item.Payload);
        // Every dedupe status: by default a finished instance of this id would be replaced. In a race the loser throws,
        // its item stays, and the next attempt finds the instance.
        StartOrchestrationOptions options = new StartOrchestrationOptions(item.Subject)
            .WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        await client.ScheduleNewOrchestrationInstanceAsync(
            request.Orchestrator, request.Input, options, cancellationToken);
        return true;
    }

    /// <param name="Orchestrator">Name of the orchestrator.</param>
    /// <param name="Input">Its input, as JSON; ids and codes only.</param>
    internal sealed record StartRequest(string Orchestrator, System.Text.Json.JsonElement Input);
}
