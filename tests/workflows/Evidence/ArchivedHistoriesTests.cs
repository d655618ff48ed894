using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Evidence;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Evidence;

public sealed class ArchivedHistoriesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Find_HistoryOfAPurgedInstance_IsTheOneThatTheLedgerHolds()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new(Verdict.Rejected, ReasonCode: "not-eligible"));
        await host.UntilClosedAsync(caseId);
        IHistoryArchive archive = Assert.Single(host.Get<IEnumerable<IHistoryArchive>>());
        Assert.Null(await archive.FindAsync(caseId, caseId, default));

        Assert.Null(await host.Get<CaseArchiving>().ArchiveAndPurgeAsync(caseId, host.Client, default));

        Assert.Null(await host.Client.GetInstanceAsync(caseId));
        IReadOnlyList<string> lines = (await archive.FindAsync(caseId, caseId, default))!;
        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);
        HistoryDigest entered = Assert.Single(
            ledger.Single(line => line.Entry.Action == LedgerActions.HistoryEntered).Entry.Histories!);
        Assert.Equal(entered, CanonicalHistory.Digest(caseId, lines));
        Assert.Null(await archive.FindAsync(caseId, Guid.NewGuid().ToString("D"), default));
    }
}
