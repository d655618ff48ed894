using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Review;

public sealed class ReviewWorklistTests
{
    private readonly TableClient table;
    private readonly ReviewWorklist worklist;

    public ReviewWorklistTests(AzuriteFixture azurite)
    {
        StorageAccount storage = new(azurite.ConnectionString);
        table = storage.Tables.GetTableClient(ReviewWorklist.TableName);
        table.CreateIfNotExists();
        worklist = new ReviewWorklist(storage);
    }

    [Fact]
    public async Task List_RowOfAnUnknownFormat_IsRefused()
    {
        await table.UpsertEntityAsync(new TableEntity("000001|1", "row") { ["Format"] = 2, ["Json"] = "{}" });

        await Assert.ThrowsAsync<UnknownFormatException>(() => worklist.ListAsync("000001", 1, null, default));
    }
}
