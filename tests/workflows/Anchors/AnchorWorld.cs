using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>Chains, marks and anchors on an Azurite that nobody else uses, emptied at the start.</summary>
internal sealed class AnchorWorld
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 22, 0, 0, TimeSpan.Zero);

    private static readonly string[] Tables = [AnchorMarks.TableName, AnchorPointers.TableName];

    private readonly string connection;

    private AnchorWorld(string connection, TsaFixture tsa)
    {
        this.connection = connection;
        Storage = new StorageAccount(connection);
        Authority = new FakeAuthority(tsa.Client());
        Marks = new AnchorMarks(Storage, Clock, NullLogger<AnchorMarks>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public StorageAccount Storage { get; }

    public FakeHeads Cases { get; } = new("case");

    public FakeHeads Accesses { get; } = new("access");

    public FakeAuthority Authority { get; }

    public AnchorMarks Marks { get; }

    public ISigningKey Key { get; set; } = NewKey();

    public AnchorProofs Proofs => new(new AnchorPointers(Storage), new AnchorBlobs(Storage));

    private BlobContainerClient Container => Storage.Blobs.GetBlobContainerClient(AnchorBlobs.ContainerName);

    public static async Task<AnchorWorld> CreateAsync(string connection, TsaFixture tsa)
    {
        AnchorWorld world = new(connection, tsa);
        foreach (TableClient table in Tables.Select(world.Storage.Tables.GetTableClient))
        {
            await table.CreateIfNotExistsAsync();
            await foreach (TableEntity row in table.QueryAsync<TableEntity>())
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
            }
        }

        await world.Container.CreateIfNotExistsAsync();
        foreach (string name in await world.BlobNamesAsync())
        {
            await world.Container.DeleteBlobAsync(name);
        }

        return world;
    }

    public static LocalSigningKey NewKey() => new(TestKeys.SigningPem());

    /// <summary>A process that anchors; with a transport of its own if it is to be disturbed.</summary>
    public AnchorWriter Writer(HookedTransport? transport = null, int mostLeaves = 5_000)
    {
        StorageAccount storage = transport is null ? Storage : new StorageAccount(connection, options =>
        {
            options.Transport = transport.Transport;
            // A dead process does not try again.
            options.Retry.MaxRetries = 0;
        });
        AnchorBlobs blobs = new(storage);
        return new AnchorWriter(
            new AnchorMarks(storage, Clock, NullLogger<AnchorMarks>.Instance),
            new ChainHeadReader([Cases, Accesses], NullLogger<ChainHeadReader>.Instance),
            blobs,
            new AnchorProgressRow(storage),
            new AnchorSeal(blobs, new AnchorPointers(storage), Key, Clock),
            new AnchorStamps(blobs, Authority, NullLogger<AnchorStamps>.Instance),
            Clock,
            NullLogger<AnchorWriter>.Instance)
        {
            MostLeaves = mostLeaves,
        };
    }

    public Task AnchorAsync(int mostLeaves = 5_000) => Writer(null, mostLeaves).AnchorAsync(default);

    /// <summary>Commits to chains of cases, as the ledger does.</summary>
    public async Task ChangeAsync(params string[] chains)
    {
        foreach (string chain in chains)
        {
            await Marks.PutAsync(chain, default);
            Cases.Append(chain);
        }
    }

    /// <summary>Lets all marks become old enough to go.</summary>
    public void Pass() => Clock.Advance(AnchorMarks.Grace);

    public async Task<IReadOnlyList<string>> BlobNamesAsync() =>
        await Container.GetBlobsAsync().Select(blob => blob.Name).ToListAsync();

    public async Task<string> ReadAsync(string blob) =>
        (await Container.GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();

    public async Task<IReadOnlyList<AnchorMark>> MarksAsync() => await Marks.ListAsync(default).ToListAsync();

    public async Task<IReadOnlyList<AnchorProof>> ProofsAsync(string chain) =>
        await Proofs.ForChainAsync(chain, default).ToListAsync();

    /// <summary>
    /// Checks what everybody else could check from the blobs alone: numbers without a gap, the chain of anchors,
    /// signatures, roots and time stamps; and that each chain's head is proven by its last pointer.
    /// </summary>
    /// <returns>How many anchors there are.</returns>
    public async Task<int> VerifyAsync(bool stamped = true)
    {
        IReadOnlyList<string> names = await BlobNamesAsync();
        int count = names.Count(name => name.EndsWith(".json", StringComparison.Ordinal));
        string previous = new('0', 64);
        for (int number = 1; number <= count; number++)
        {
            var envelope = SignedEnvelope.Parse(await ReadAsync($"{number:D10}.json"));
            Assert.True(envelope.IsSignedBy(await Key.GetPublicKeyAsync(default)));
            var text = AnchorText.Parse(envelope.Text);
            string[] lines = (await ReadAsync($"{number:D10}.leaves")).TrimEnd('\n').Split('\n');
            Assert.Equal(
                (number, lines.Length, Root(lines), previous),
                (text.Sequence, text.Leaves, text.Root, text.PreviousHash));
            previous = envelope.TextHash();
            if (stamped)
            {
                await VerifyTokenAsync(number, envelope);
            }
        }

        foreach ((string chain, ChainPosition head) in Cases.All)
        {
            IReadOnlyList<AnchorProof> proofs = await ProofsAsync(chain);
            Assert.All(proofs, VerifyProof);
            long[] sequences = [.. proofs.Select(proof => AnchorLeaf.Parse(proof.Leaf).Sequence)];
            Assert.Equal(sequences.Order(), sequences);
            Assert.Equal(new AnchorLeaf(chain, head.Sequence, head.Hash), AnchorLeaf.Parse(proofs[^1].Leaf));
        }

        return count;
    }

    private static string Root(string[] lines) => Convert.ToHexStringLower(
        NaiveMerkle.Hash([.. lines.Select(System.Text.Encoding.UTF8.GetBytes)]));

    private static void VerifyProof(AnchorProof proof)
    {
        var text = AnchorText.Parse(SignedEnvelope.Parse(proof.Envelope).Text);
        Assert.Equal(proof.Anchor, text.Sequence);
        Assert.True(NaiveMerkle.Verifies(
            proof.Leaf,
            proof.Index,
            text.Leaves,
            proof.Path.Select(Convert.FromHexString),
            Convert.FromHexString(text.Root)));
    }

    private async Task VerifyTokenAsync(int number, SignedEnvelope envelope)
    {
        BlobDownloadResult blob = await Container.GetBlobClient($"{number:D10}.tsr").DownloadContentAsync();
        Assert.True(Rfc3161TimestampToken.TryDecode(blob.Content, out Rfc3161TimestampToken? token, out _));
        Assert.True(token.VerifySignatureForData(envelope.Signature, out X509Certificate2? _));
    }
}
