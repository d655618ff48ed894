using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

public sealed class KillPointTests
{
    [Theory]
    [InlineData("/devstoreaccount1/casefiles(PartitionKey='a',RowKey='case')", "casefiles")]
    [InlineData("/devstoreaccount1/casefiles()?$filter=x", "casefiles")]
    [InlineData("/devstoreaccount1/$batch", "$batch")]
    [InlineData("/devstoreaccount1/review-decisions/messages/1?popreceipt=x", "review-decisions")]
    [InlineData("/devstoreaccount1/documents/a/b", "documents")]
    [InlineData("/devstoreaccount1?comp=properties", "account")]
    public void Place_Target_IsItsKindWithoutIds(string target, string kind) =>
        Assert.Equal($"Table GET {kind} 50 BeforeServerActed", Point(target).Place);

    [Fact]
    public void Place_AnotherNumberOfTheSameRun_IsNoOtherPlace() =>
        Assert.Equal(Point("/devstoreaccount1/documents/a/b").Place, Point("/devstoreaccount1/documents/a/c", 9).Place);

    private static KillPoint Point(string target, long number = 1) => new(
        Number: 1,
        new StorageExchange
        {
            Number = number,
            Service = StorageService.Table,
            Method = "GET",
            Target = target,
            RequestHeaders = new Dictionary<string, string>(),
            RequestBody = default,
        },
        SinceStart: 50,
        KillMoment.BeforeServerActed);
}
