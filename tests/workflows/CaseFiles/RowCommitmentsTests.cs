using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class RowCommitmentsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ledger_EachRowOfACase_IsCommittedToAsItStandsAndContinuesWhatStoodBefore()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new(Verdict.Approved));
        await host.TaskAsync(caseId, 2);

        CaseFile file = await host.FileAsync(caseId);
        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);

        Dictionary<string, string> latest = [];
        foreach (RowChange change in ledger.SelectMany(line => line.Entry.Changes ?? []))
        {
            Assert.Equal(latest.GetValueOrDefault(change.Row), change.Before);
            latest[change.Row] = change.After!;
        }

        Assert.Equal(file.Texts.Keys.Order(), latest.Keys.Order());
        Assert.All(file.Texts, row => Assert.Equal(file.Key.Commit(row.Key, row.Value), latest[row.Key]));
    }

    [Fact]
    public async Task Shred_ACase_MakesItsFieldsUnreadableAndLeavesItsChainWhole()
    {
        string caseId = await host.SubmitAsync();
        await host.TaskAsync(caseId, 1);
        CaseChanges changes = host.Get<CaseChanges>();

        await changes.ApplyAsync(
            caseId,
            host.Client,
            (_, change) =>
            {
                change.Shred();
                change.Enter(new(LedgerActions.CaseClosed, Actor.System));
                return true;
            },
            default);

        CaseFile file = await host.FileAsync(caseId);
        Assert.Throws<ProtectionException>(() => file.Key);
        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);
        Assert.True(LedgerChain.IsIntact(LedgerChain.OfCase(caseId), ledger, file.Head));
    }
}
