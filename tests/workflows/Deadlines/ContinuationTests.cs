using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Tests.Cases;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.Deadlines;

public sealed class ContinuationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite, [typeof(TwiceOrchestrator)]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task ContinueInLedger_BeforeTheHistoryIsForgotten_EntersItOnce()
    {
        string caseId = await host.SubmitAsync();
        await host.TaskAsync(caseId, 1);
        string instance = Guid.NewGuid().ToString("D");

        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(TwiceOrchestrator), new TwiceOrchestrator.Turn(caseId, 1), new StartOrchestrationOptions(instance));
        OrchestrationMetadata ended = await host.Client.WaitForInstanceCompletionAsync(instance);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);
        LedgerEntry entered = Assert.Single(
            ledger, line => line.Entry.Action == LedgerActions.HistoryEntered).Entry;
        Assert.Equal((instance, HistoryEntering.ContinueAsNew), (entered.Subject, entered.Reason));
        HistoryDigest digest = Assert.Single(entered.Histories!);
        Assert.Equal(instance, digest.InstanceId);
        Assert.True(digest.Events >= 3);
        Assert.Equal(entered.Histories![0], (await host.FileAsync(caseId)).Histories[instance].Digest);
    }

    [Fact]
    public async Task Close_OfACase_EntersTheHistoriesThatLedThere()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(100);
        host.Bank.Pay(order.OrderId, 100);
        host.Time.Advance(TimeSpan.FromDays(1));
        CaseFile file = await host.UntilClosedAsync(caseId);

        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);
        LedgerEntry closed = Assert.Single(ledger, line => line.Entry.Action == LedgerActions.CaseClosed).Entry;

        Assert.Equal([caseId, order.OrderId], closed.Histories!.Select(digest => digest.InstanceId));
        Assert.NotNull(file.Existing.ClosedAt);
        foreach (HistoryDigest digest in closed.Histories!)
        {
            IReadOnlyList<string> lines = CanonicalHistory.Lines(
                await host.Client.GetOrchestrationHistoryAsync(digest.InstanceId));
            Assert.Equal(digest, CanonicalHistory.Digest(digest.InstanceId, [.. lines.Take(digest.Events)]));
        }
    }
}
