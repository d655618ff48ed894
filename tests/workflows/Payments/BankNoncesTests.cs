using System.Globalization;
using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Payments;

public sealed class BankNoncesTests : IClassFixture<OwnAzuriteFixture>
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 3, 10, 12, 0, 0, TimeSpan.Zero));
    private readonly StorageAccount storage;
    private readonly BankNonces nonces;
    private readonly OwnAzuriteFixture azurite;

    public BankNoncesTests(OwnAzuriteFixture azurite)
    {
        this.azurite = azurite;
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.CreateTableIfNotExists(BankNonces.TableName);
        nonces = new BankNonces(storage, time);
    }

    [Fact]
    public async Task TryUse_SameNonceAndTimestamp_CountsOnce()
    {
        string nonce = BankSignature.NewNonce();
        Assert.True(await nonces.TryUseAsync(nonce, Timestamp(), default));
        Assert.False(await nonces.TryUseAsync(nonce, Timestamp(), default));
        Assert.True(await nonces.TryUseAsync(BankSignature.NewNonce(), Timestamp(), default));
    }

    [Fact]
    public async Task TryUse_AnswerLost_KnowsItsOwnUse()
    {
        using LosingTransport transport = new();
        StorageAccount losing = new(
            azurite.ConnectionString,
            options =>
            {
                options.Transport = transport.Transport;
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            });
        BankNonces careful = new(losing, time);
        string nonce = BankSignature.NewNonce();
        transport.LoseFirstAnswers();

        Assert.True(await careful.TryUseAsync(nonce, Timestamp(), default));
        Assert.False(await careful.TryUseAsync(nonce, Timestamp(), default));
    }

    [Fact]
    public async Task ForgetOld_KeepsWhatAFreshTimestampCouldCarry()
    {
        string old = BankSignature.NewNonce();
        string recent = BankSignature.NewNonce();
        await nonces.TryUseAsync(old, Timestamp(), default);
        time.Advance(TimeSpan.FromDays(3));
        await nonces.TryUseAsync(recent, Timestamp(), default);

        await nonces.ForgetOldAsync(default);

        TableClient table = storage.Tables.GetTableClient(BankNonces.TableName);
        List<string> kept = await table.QueryAsync<TableEntity>().Select(row => row.RowKey).ToListAsync();
        Assert.Contains(recent, kept);
        Assert.DoesNotContain(old, kept);
    }

    [Fact]
    public async Task Nonces_OfAnUnknownFormat_AreRefusedAndNotForgotten()
    {
        string nonce = BankSignature.NewNonce();
        TableClient table = storage.Tables.GetTableClient(BankNonces.TableName);
        TableEntity row = new(time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture), nonce)
        {
            ["Format"] = 2,
        };
        await table.AddEntityAsync(row);

        await Assert.ThrowsAsync<UnknownFormatException>(() => nonces.TryUseAsync(nonce, Timestamp(), default));
        time.Advance(TimeSpan.FromDays(3));
        await nonces.ForgetOldAsync(default);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, nonce)).HasValue);
    }

    private string Timestamp() => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
