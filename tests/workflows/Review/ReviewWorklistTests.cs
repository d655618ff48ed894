using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.CaseFiles;
using Daoban.Workflows.Tests.Storage;

namespace Daoban.Workflows.Tests.Review;

public sealed class ReviewWorklistTests
{
    private static readonly DateTimeOffset Due = new(2030, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly string connectionString;
    private readonly TableClient table;
    private readonly ReviewWorklist worklist;

    public ReviewWorklistTests(AzuriteFixture azurite)
    {
        connectionString = azurite.ConnectionString;
        StorageAccount storage = new(connectionString);
        table = storage.Tables.GetTableClient(ReviewWorklist.TableName);
        table.CreateIfNotExists();
        worklist = new ReviewWorklist(storage);
    }

    [Fact]
    public async Task List_RowOfAnUnknownFormat_IsRefused()
    {
        await table.UpsertEntityAsync(new TableEntity("000001|1|police", "row") { ["Format"] = 1, ["Json"] = "{}" });

        await Assert.ThrowsAsync<UnknownFormatException>(
            () => worklist.ListAsync("000001", 1, ["police"], null, default));
    }

    [Fact]
    public async Task List_SeveralDepartments_ComesInOneOrderAndCostsOneQueryForEach()
    {
        string district = $"d{Guid.NewGuid():N}";
        using LosingTransport transport = new();
        ReviewWorklist counted = new(new StorageAccount(
            connectionString, options => options.Transport = transport.Transport));
        string[] departments = ["health", "police", "social-security"];
        for (int i = 0; i < 130; i++)
        {
            await WriteAsync(district, departments[i % 3], dueInHours: (i * 37) % 130);
        }

        await WriteAsync(district, "education", dueInHours: 0);
        List<ReviewTaskSummary> seen = [];
        string? continuation = null;
        do
        {
            int before = transport.Sent;
            ReviewTaskPage page =
                (await counted.ListAsync(district, 1, [.. departments, "police"], continuation, default))!;
            Assert.Equal(3, transport.Sent - before);
            Assert.True(page.Tasks.Count == 50 || page.Continuation is null);
            seen.AddRange(page.Tasks);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(130, seen.Select(task => task.TaskId).Distinct().Count());
        Assert.Equal(seen.Select(task => task.DueAt).Order(), seen.Select(task => task.DueAt));
        Assert.Equal(departments, seen.Select(task => task.DepartmentCode).Distinct().Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("abc")]
    [InlineData("2f2f")]
    [InlineData("27206f722027")]
    public async Task List_ContinuationThatIsNone_IsRefused(string continuation) =>
        Assert.Null(await worklist.ListAsync("000001", 1, ["police"], continuation, default));

    private Task WriteAsync(string district, string department, int dueInHours)
    {
        DateTimeOffset due = Due.AddHours(dueInHours);
        CaseRecord record = Samples.File(CaseStage.InReview).Record! with { DistrictCode = district };
        return worklist.WriteAsync(
            Guid.NewGuid().ToString("D"),
            record,
            department,
            new ReviewTaskRecord(Guid.NewGuid().ToString("N"), 1, ReviewTaskState.Open, Due, due, due, due),
            default);
    }
}
