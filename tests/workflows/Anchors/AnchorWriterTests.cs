using System.Text.Json;
using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Anchors;

public sealed class AnchorWriterTests(OwnAzuriteFixture azurite, TsaFixture tsa)
    : IClassFixture<OwnAzuriteFixture>, IClassFixture<TsaFixture>, IAsyncLifetime
{
    private AnchorWorld world = null!;

    public async ValueTask InitializeAsync() => world = await AnchorWorld.CreateAsync(azurite.ConnectionString, tsa);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Anchor_ChangedChains_AreSignedStampedAndProven()
    {
        await world.ChangeAsync("case/b", "case/a", "case/a");
        await world.Marks.PutAsync("access/auditor/2026-11-26", default);
        world.Accesses.Append("access/auditor/2026-11-26");

        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync());
        string[] blobs = [.. (await world.BlobNamesAsync()).Order(StringComparer.Ordinal)];
        Assert.Equal(["0000000001.json", "0000000001.leaves", "0000000001.tsr"], blobs[..^1]);
        Assert.Matches("^keys/[0-9a-f]{16}[.]pem$", blobs[^1]);
        string[] chains =
        [
            .. (await world.ReadAsync("0000000001.leaves")).TrimEnd('\n').Split('\n')
                .Select(line => AnchorLeaf.Parse(line).Chain),
        ];
        Assert.Equal(["access/auditor/2026-11-26", "case/a", "case/b"], chains);
        Assert.Single(await world.ProofsAsync("access/auditor/2026-11-26"));
    }

    [Fact]
    public async Task Anchor_Texts_HaveTheDocumentedShape()
    {
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();

        string json = await world.ReadAsync("0000000001.json");
        using var envelope = JsonDocument.Parse(json);
        string text = envelope.RootElement.GetProperty("text").GetString()!;
        PublicSigningKey key = await world.Key.GetPublicKeyAsync(default);
        string leaf = (await world.ReadAsync("0000000001.leaves")).TrimEnd('\n');
        string root = Convert.ToHexStringLower(MerkleTree.Of([leaf]).Root);

        Assert.StartsWith("""{"format":"signed/1","text":""", json, StringComparison.Ordinal);
        const string At = "2026-11-25T22:00:00.0000000Z";
        Assert.Equal(
            $$"""{"format":"anchor/1","sequence":1,"readAt":"{{At}}","at":"{{At}}","keyId":"{{key.KeyId}}",""" + '"'
            + $$"""leaves":1,"root":"{{root}}","previousHash":"{{new string('0', 64)}}"}""",
            text);
        Assert.Matches("""^\{"chain":"case/a","sequence":1,"hash":"[0-9a-f]{64}"\}$""", leaf);
    }

    [Fact]
    public async Task Anchor_NothingChanged_WritesNothing()
    {
        await world.ChangeAsync("case/a");
        world.Pass();
        await world.AnchorAsync();

        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_NextChange_IsAnchoredInTheNext()
    {
        await world.ChangeAsync("case/a", "case/b");
        await world.AnchorAsync();
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();

        Assert.Equal(2, await world.VerifyAsync());
        Assert.Equal([1, 2], (await world.ProofsAsync("case/a")).Select(proof => proof.Anchor));
        Assert.Equal([1], (await world.ProofsAsync("case/b")).Select(proof => proof.Anchor));
    }

    [Fact]
    public async Task Anchor_YoungMark_StaysUntilItsCommitMustBeOver()
    {
        // The mark is put before the commit, and an anchor comes in between.
        await world.ChangeAsync("case/a");
        world.Pass();
        await world.Marks.PutAsync("case/a", default);
        await world.AnchorAsync();
        world.Cases.Append("case/a");
        world.Pass();

        await world.AnchorAsync();

        Assert.Equal(2, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_YoungMarkAnchored_IsNotAnchoredAgainUnchanged()
    {
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        await world.AnchorAsync();
        Assert.Single(await world.MarksAsync());
        world.Pass();
        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_MarkWithoutACommit_GoesWithoutAnAnchor()
    {
        await world.Marks.PutAsync("case/never", default);
        await world.AnchorAsync();
        Assert.Single(await world.MarksAsync());
        world.Pass();
        await world.AnchorAsync();

        Assert.Empty(await world.MarksAsync());
        Assert.Empty(await world.BlobNamesAsync());
    }

    [Fact]
    public async Task Anchor_ChangedWhileAnchoring_KeepsTheMark()
    {
        await world.ChangeAsync("case/a");
        world.Pass();
        using HookedTransport transport = new();
        transport.Before = OnceAt("PUT", "0000000001.json", () => world.ChangeAsync("case/a"));

        await world.Writer(transport).AnchorAsync(default);

        Assert.Single(await world.MarksAsync());
        world.Pass();
        await world.AnchorAsync();
        Assert.Equal(2, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_MoreThanOneHolds_MakesSeveral()
    {
        await world.ChangeAsync([.. Enumerable.Range(0, 25).Select(number => $"case/{number}")]);
        world.Pass();

        await world.AnchorAsync(mostLeaves: 10);

        Assert.Equal(3, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Theory]
    [InlineData("0000000001.leaves")]
    [InlineData("0000000001.json")]
    public async Task Anchor_AnotherProcessIsFaster_TakesItsAnchorAndGoesOn(string blob)
    {
        await world.ChangeAsync("case/a", "case/b");
        world.Pass();
        using HookedTransport transport = new();
        transport.Before = OnceAt("PUT", blob, async () =>
        {
            // Later heads than those that were read: no later anchor may hold the earlier ones.
            await world.ChangeAsync("case/b");
            await world.AnchorAsync();
            await world.ChangeAsync("case/c");
        });

        await world.Writer(transport).AnchorAsync(default);
        world.Pass();
        await world.AnchorAsync();

        await world.VerifyAsync();
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_LeavesOfADeadProcess_AreSealedAsTheyStand()
    {
        await world.ChangeAsync("case/a", "case/b");
        using HookedTransport transport = new();
        transport.Before = OnceAt("PUT", "0000000001.json", () => throw new HttpRequestException("dead"));
        await Assert.ThrowsAnyAsync<Exception>(() => world.Writer(transport).AnchorAsync(default));
        string left = await world.ReadAsync("0000000001.leaves");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.ChangeAsync("case/b");

        await world.AnchorAsync();

        // case/a as the dead process read it, and case/b's new head in an anchor of its own.
        Assert.Equal(2, await world.VerifyAsync());
        Assert.Equal(left, await world.ReadAsync("0000000001.leaves"));
        AnchorText first = AnchorText.Parse(SignedEnvelope.Parse(await world.ReadAsync("0000000001.json")).Text);
        Assert.Equal("2026-11-25T22:00:00.0000000Z", first.ReadAt);
        Assert.Equal("2026-11-25T23:00:00.0000000Z", first.At);
        Assert.Equal([1], (await world.ProofsAsync("case/a")).Select(proof => proof.Anchor));
        Assert.Equal([1, 2], (await world.ProofsAsync("case/b")).Select(proof => proof.Anchor));
    }

    [Fact]
    public async Task Anchor_TwoProcessesAtOnce_AgreeOnOneChain()
    {
        for (int round = 0; round < 8; round++)
        {
            await world.ChangeAsync([.. Enumerable.Range(0, 12).Select(number => $"case/{round}-{number % 9}")]);
            world.Pass();
            await Task.WhenAll(world.AnchorAsync(mostLeaves: 5), world.AnchorAsync(mostLeaves: 5));
        }

        await world.AnchorAsync();
        await world.VerifyAsync();
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_AuthorityDown_MakesTheTimeStampUpLater()
    {
        world.Authority.IsDown = true;
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        Assert.Equal(2, await world.VerifyAsync(stamped: false));
        Assert.DoesNotContain(await world.BlobNamesAsync(), name => name.EndsWith(".tsr", StringComparison.Ordinal));
        Assert.All(await world.ProofsAsync("case/a"), proof => Assert.Null(proof.Token));

        world.Authority.IsDown = false;
        await world.AnchorAsync();

        Assert.Equal(2, await world.VerifyAsync());
        Assert.All(await world.ProofsAsync("case/a"), proof => Assert.NotNull(proof.Token));
    }

    [Fact]
    public async Task Anchor_NoAuthority_WritesAnchorsWithoutTimeStamps()
    {
        world.Authority.IsAbsent = true;
        await world.ChangeAsync("case/a");
        world.Pass();

        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync(stamped: false));
        Assert.Empty(await world.MarksAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anchor_KeyAwayOrWrong_KeepsTheMarksAndGoesOnLater(bool isWrong)
    {
        ISigningKey key = world.Key;
        await world.ChangeAsync("case/a", "case/b");
        world.Pass();
        world.Key = new FaultyKey(key, isWrong);
        await world.AnchorAsync();
        Assert.Equal(2, (await world.MarksAsync()).Count);
        Assert.DoesNotContain(await world.BlobNamesAsync(), name => name.EndsWith(".json", StringComparison.Ordinal));

        world.Key = key;
        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_KeyGoesAwayAfterSomeAnchors_ContinuesBehindThem()
    {
        ISigningKey key = world.Key;
        await world.ChangeAsync("case/a", "case/b", "case/c");
        world.Pass();
        world.Key = new FaultyKey(key, isWrong: false, good: 2);
        await world.AnchorAsync(mostLeaves: 1);
        Assert.Single(await world.MarksAsync());

        world.Key = key;
        await world.AnchorAsync(mostLeaves: 1);

        Assert.Equal(3, await world.VerifyAsync());
        Assert.Empty(await world.MarksAsync());
    }

    [Fact]
    public async Task Anchor_OneChainUnreadable_AnchorsTheOthers()
    {
        await world.ChangeAsync("case/a");
        await world.Marks.PutAsync("case/broken", default);
        await world.Marks.PutAsync("unknown/kind", default);
        world.Cases.Unreadable = "case/broken";
        world.Pass();

        await world.AnchorAsync();

        Assert.Equal(1, await world.VerifyAsync());
        Assert.Equal(["case/broken", "unknown/kind"], (await world.MarksAsync()).Select(mark => mark.Chain).Order());
    }

    [Fact]
    public async Task Anchor_PointersAndProgressLost_AreMadeUpFromTheBlobs()
    {
        for (int number = 0; number < 6; number++)
        {
            await world.ChangeAsync("case/a", $"case/{number}");
            await world.AnchorAsync();
        }

        TableClient table = world.Storage.Tables.GetTableClient(AnchorPointers.TableName);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        await world.AnchorAsync();

        Assert.Equal(6, await world.VerifyAsync());
        Assert.Equal(6, (await world.ProofsAsync("case/a")).Count);
    }

    [Fact]
    public async Task Anchor_AnAnchorHasGone_IsRefused()
    {
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        await world.Storage.Blobs.GetBlobContainerClient(AnchorBlobs.ContainerName).DeleteBlobAsync("0000000001.json");

        await Assert.ThrowsAsync<InvalidDataException>(() => world.AnchorAsync());
    }

    [Fact]
    public async Task Anchor_ManyAnchorsBefore_CostsTheSame()
    {
        await world.ChangeAsync("case/a");
        await world.AnchorAsync();
        int few = await CountAsync();
        for (int number = 0; number < 10; number++)
        {
            await world.ChangeAsync($"case/{number}");
            await world.AnchorAsync();
        }

        Assert.Equal(few, await CountAsync());
    }

    // Requests for the anchoring of one changed chain.
    private async Task<int> CountAsync()
    {
        world.Pass();
        await world.AnchorAsync();
        await world.ChangeAsync("case/one");
        world.Pass();
        using HookedTransport transport = new();
        await world.Writer(transport).AnchorAsync(default);
        return transport.Sent;
    }

    private static Func<HttpRequestMessage, Task> OnceAt(string method, string blob, Func<Task> act)
    {
        bool isOver = false;
        return async request =>
        {
            if (!isOver
                && request.Method.Method == method
                && request.RequestUri!.AbsolutePath.EndsWith(blob, StringComparison.Ordinal))
            {
                isOver = true;
                await act();
            }
        };
    }
}
