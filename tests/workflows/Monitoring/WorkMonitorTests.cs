using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Monitoring;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Monitoring;

/// <summary>Counts all cases of the account, so it has one of its own.</summary>
public sealed class WorkMonitorTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Read_CasesOfEveryKind_CountsThemAndFollowsThem()
    {
        WorkMonitor monitor = host.Get<WorkMonitor>();
        string reviewed = await host.SubmitAsync();
        await host.TaskAsync(reviewed, 1);
        string rejected = await host.SubmitAsync();
        await host.DecideAsync(
            rejected, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.NotEligible));
        await host.UntilClosedAsync(rejected);
        (string due, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(500);
        await AskToUnmaskAsync(reviewed);

        WorkSnapshot work = await UntilAsync(monitor, work =>
            work.Cases[CaseStage.PaymentDue] == 1 && work.Cases[CaseStage.Rejected] == 1);
        Assert.Equal((1, 0, 0), Of(work, CaseStage.InReview, CaseStage.Submitted, CaseStage.Completed));
        Assert.All(work.Waits, wait => Assert.Equal(0, wait.Overdue));

        // Three hours later all of it has waited that long, and is as long from being overdue.
        host.Time.Advance(TimeSpan.FromHours(3));
        work = await monitor.ReadAsync(default);
        Assert.All(
            work.Waits.Where(wait => wait.Kind is "review" or "payment" or "unmask"),
            wait => Assert.InRange(wait.Oldest, TimeSpan.FromHours(3), TimeSpan.FromHours(3.1)));
        Assert.Equal(TimeSpan.Zero, Assert.Single(work.Waits, wait => wait.Kind == "rights").Oldest);

        Assert.True((await host.CallBackAsync(
            new BankCallback(order.OrderId, "serial-1", 500, host.Time.GetUtcNow()))).Succeeded);
        await host.UntilClosedAsync(due);
        work = await UntilAsync(monitor, work => work.Cases[CaseStage.Completed] == 1);
        Assert.Equal((0, 0, 1), Of(work, CaseStage.PaymentDue, CaseStage.Paid, CaseStage.InReview));
        Assert.Equal(TimeSpan.Zero, Assert.Single(work.Waits, wait => wait.Kind == "payment").Oldest);

        // The next day nothing was closed yet.
        host.Time.Advance(TimeSpan.FromHours(20));
        work = await monitor.ReadAsync(default);
        Assert.Equal((0, 0, 1), Of(work, CaseStage.Completed, CaseStage.Rejected, CaseStage.InReview));
    }

    private static (long, long, long) Of(WorkSnapshot work, CaseStage first, CaseStage second, CaseStage third) =>
        (work.Cases[first], work.Cases[second], work.Cases[third]);

    private static async Task<WorkSnapshot> UntilAsync(WorkMonitor monitor, Func<WorkSnapshot, bool> condition)
    {
        WorkSnapshot? work = null;
        await Eventually.HoldsAsync(async () => condition(work = await monitor.ReadAsync(default)));
        return work!;
    }

    private async Task AskToUnmaskAsync(string caseId)
    {
        Actor auditor = new("auditor-1", "auditor", [], [], null);
        Assert.True((await host.Get<UnmaskRequests>().RequestAsync(
            caseId,
            Guid.NewGuid().ToString("D"),
            new UnmaskRequestData("phone", "complaint", null),
            auditor,
            host.Client,
            default)).Succeeded);
    }
}
