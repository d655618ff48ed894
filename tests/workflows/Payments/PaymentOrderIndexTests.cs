using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Payments;

public sealed class PaymentOrderIndexTests
{
    private readonly StorageAccount storage;
    private readonly PaymentOrderIndex index;

    public PaymentOrderIndexTests(AzuriteFixture azurite)
    {
        storage = new StorageAccount(azurite.ConnectionString);
        storage.Tables.CreateTableIfNotExists(PaymentOrderIndex.TableName);
        index = new PaymentOrderIndex(storage);
    }

    [Fact]
    public async Task FindCase_OrderThatWasPut_IsFound()
    {
        string orderId = Guid.NewGuid().ToString("D");
        await index.PutAsync(orderId, "case-1", default);

        Assert.Equal("case-1", await index.FindCaseAsync(orderId, default));
        Assert.Null(await index.FindCaseAsync(Guid.NewGuid().ToString("D"), default));
    }

    [Fact]
    public async Task FindCase_RowOfAnUnknownFormat_IsRefused()
    {
        string orderId = Guid.NewGuid().ToString("D");
        await storage.Tables.GetTableClient(PaymentOrderIndex.TableName).AddEntityAsync(
            new TableEntity(orderId, "order") { ["Format"] = 2, ["CaseId"] = "case-1" });

        await Assert.ThrowsAsync<UnknownFormatException>(() => index.FindCaseAsync(orderId, default));
    }
}
