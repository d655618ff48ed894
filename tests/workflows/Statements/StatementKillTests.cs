using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Daoban.Workflows.Tests.Anchors;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>A process that imports a statement may die at any of its requests to storage.</summary>
public sealed class StatementKillTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_KilledAtEveryRequest_EndsAsIfItHadNotBeen(bool afterServerActed)
    {
        int request = 0;
        bool wasKilled = true;
        while (wasKilled)
        {
            request++;
            wasKilled = await DieAsync(request, afterServerActed);
        }

        // Row, file, file again, row, two payments with their commits, held orders, row: 20 at least.
        Assert.InRange(request, 20, 80);
    }

    private async Task<bool> DieAsync(int request, bool afterServerActed)
    {
        StatementWorld world = new(azurite.ConnectionString);
        (string caseId, string orderId) = await world.AddCaseAsync();
        BankCallback unknown = world.Payment("no-such-order");
        world.Give(world.Payment(orderId), unknown);
        using HookedTransport transport = new();
        transport.DieAt(request, afterServerActed);
        Exception? death = await Record.ExceptionAsync(
            () => world.Import(transport).RunAsync(world.Day, world.Client, default));

        StatementRecord record = await world.ImportAsync();

        Assert.Equal(
            (StatementState.Imported, 2, 1, 0, 1),
            (record.State, record.Applied, record.Settled, record.Confirmed, record.Discrepancies));
        Assert.Equal([("unknown-order", "no-such-order")], await world.DiscrepanciesAsync());
        CaseFile file = await world.Store.LoadAsync(caseId, default);
        Assert.Equal(CaseStage.Paid, file.Existing.Stage);
        Assert.Single(
            await world.Store.LoadLedgerAsync(caseId, default),
            line => line.Entry.Action == LedgerActions.PaymentSettled);
        return death is not null || transport.Sent >= request;
    }
}
