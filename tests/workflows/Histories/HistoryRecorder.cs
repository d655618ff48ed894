using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Tests.Cases;
using Daoban.Workflows.Tests.Rights;
using DurableTask.Core.History;

namespace Daoban.Workflows.Tests.Histories;

/// <summary>
/// Records histories of the version in host.json: run once for a release, by
/// <c>Daoban.Workflows.Tests -explicit only -class Daoban.Workflows.Tests.Histories.HistoryRecorder</c>, and committed.
/// </summary>
public sealed class HistoryRecorder(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task Record_CasePaid()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(250_000);
        await host.CallBackAsync(host.Bank.Pay(order.OrderId, 250_000));
        await host.UntilClosedAsync(caseId);
        await SaveAsync("case-paid", caseId);
    }

    [Fact(Explicit = true)]
    public async Task Record_CaseNotPaid()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(250_000);
        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);
        await host.UntilClosedAsync(caseId);
        await SaveAsync("case-not-paid", caseId);
    }

    [Fact(Explicit = true)]
    public async Task Record_CaseRejected()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.NotEligible));
        await host.UntilClosedAsync(caseId);
        await SaveAsync("case-rejected", caseId);
    }

    [Fact(Explicit = true)]
    public async Task Record_CaseLapsed()
    {
        string caseId = await host.SubmitAsync();
        ReviewTaskRecord task = await host.TaskAsync(caseId, 1);
        host.Time.SetUtcNow(task.RemindAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].RemindedAt is not null);
        host.Time.SetUtcNow(task.EscalateAt);
        await host.UntilAsync(caseId, file => file.Tasks[task.TaskId].EscalatedAt is not null);
        await Eventually.HoldsAsync(async () =>
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            return (await host.Client.GetInstanceAsync(caseId))!.IsCompleted;
        });
        await SaveAsync("case-lapsed", caseId);
    }

    [Fact(Explicit = true)]
    public async Task Record_RightsRequestDecided()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await RightsCases.RequestCorrectionAsync(host, caseId);
        await RightsCases.DecideAsync(host, caseId, requestId, Verdict.Approved);
        await host.UntilClosedAsync(requestId, caseId);
        await SaveAsync("rights-decided", requestId);
    }

    [Fact(Explicit = true)]
    public async Task Record_RightsRequestLapsed()
    {
        string caseId = await RightsCases.ClosedAsync(host);
        string requestId = await RightsCases.RequestAsync(
            host, caseId, new RightsRequestData(RightsKind.Restrict, RightsReasons.ResidentAsked));
        RightsRequestRecord request = (await host.FileAsync(caseId)).Requests[requestId];
        host.Time.Advance(request.RemindAt - host.Time.GetUtcNow());
        await host.UntilAsync(caseId, file => file.Requests[requestId].RemindedAt is not null);
        host.Time.Advance(request.DueAt - host.Time.GetUtcNow());
        await host.UntilClosedAsync(requestId, caseId);
        await SaveAsync("rights-lapsed", requestId);
    }

    private async Task SaveAsync(string name, string instanceId)
    {
        IList<HistoryEvent> events = await host.Client.GetOrchestrationHistoryAsync(instanceId);
        string version = events.OfType<ExecutionStartedEvent>().Single().Version ?? "none";
        new RecordedHistory($"{version}/{name}", [.. events]).Save();
        foreach (SubOrchestrationInstanceCreatedEvent child in events.OfType<SubOrchestrationInstanceCreatedEvent>())
        {
            await SaveAsync($"{name}-{child.EventId}", child.InstanceId);
        }
    }
}
