using Daoban.TestKit;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Privacy;

public sealed class RetentionQueueTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2036, 7, 17);

    private readonly CountingPolicy requests = new();
    private RetentionQueue queue = null!;

    public async ValueTask InitializeAsync()
    {
        StorageAccount storage = new(azurite.ConnectionString, requests.Install);
        await storage.Tables.CreateTableIfNotExistsAsync(RetentionQueue.TableName);
        queue = new RetentionQueue(storage);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task ListDue_ManyCasesNotDue_CostsOneRequestAndNamesTheDueOnes()
    {
        RetentionDue first = new(Today.AddDays(-1), Id(), "case-data");
        RetentionDue second = new(Today, Id(), "process-history");
        await queue.PutAsync(second, default);
        await queue.PutAsync(first, default);
        for (int day = 1; day <= 60; day++)
        {
            await queue.PutAsync(new RetentionDue(Today.AddDays(day), Id(), "case-data"), default);
        }

        requests.Count = 0;
        Assert.Equal([first, second], await ListAsync());
        Assert.Equal(1, requests.Count);

        await queue.RemoveAsync(first, default);
        await queue.MoveAsync(second, Today.AddDays(7), default);
        Assert.Empty(await ListAsync());
    }

    private static string Id() => Guid.NewGuid().ToString("D");

    private async Task<List<RetentionDue>> ListAsync()
    {
        List<RetentionDue> due = [];
        await foreach (RetentionDue found in queue.ListDueAsync(Today, default))
        {
            due.Add(found);
        }

        return due;
    }
}
