using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>What ledgers announce and what the anchors read of them.</summary>
public sealed class LedgerAnchoringTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>
{
    private readonly FakeTimeProvider clock = new(AnchorWorld.Start);

    [Fact]
    public async Task Enter_Access_MarksTheChainWhoseHeadIsRead()
    {
        StorageAccount storage = new(azurite.ConnectionString);
        await storage.Tables.CreateTableIfNotExistsAsync(AnchorMarks.TableName);
        await storage.Tables.CreateTableIfNotExistsAsync(AccessLog.TableName);
        await storage.Tables.CreateTableIfNotExistsAsync(ReadingIndex.TableName);
        AnchorMarks marks = new(storage, clock, NullLogger<AnchorMarks>.Instance);
        AccessChainHeads heads = new(storage);
        Actor actor = new("idp|clerk:damao", "clerk", ["damao"], [], null);

        LedgerEntry entry = await new AccessLog(storage, marks, clock).EnterAsync(
            new LedgerDraft(LedgerActions.FieldRevealed, actor, "name", CaseId: "case-1"), default);

        AnchorMark mark = Assert.Single(await marks.ListAsync(default).ToListAsync());
        Assert.Equal("access/idp|clerk:damao/2026-11-26", mark.Chain);
        Assert.Equal(new ChainPosition(1, entry.Hash!), await heads.ReadAsync(mark.Chain, default));
        Assert.Null(await heads.ReadAsync("access/nobody/2026-11-26", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => heads.ReadAsync("access/nobody", default));
    }

    [Fact]
    public async Task Read_CaseWithoutEntry_HasNoHead()
    {
        StorageAccount storage = new(azurite.ConnectionString);
        await storage.Tables.CreateTableIfNotExistsAsync(CaseFileStore.TableName);

        Assert.Null(await new CaseChainHeads(storage).ReadAsync($"case/{Guid.NewGuid():D}", default));
    }
}
