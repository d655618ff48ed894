using System.Globalization;
using System.Text;
using Daoban.Fuzz;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Fuzz;

/// <summary>A short run of <c>tests/fuzz</c>. Its command runs more, and also measures time and memory.</summary>
public sealed class FuzzTests
{
    private const int Requests = 100;
    private const int Seed = 20261125;

    // They need a request that is right in every respect, of which a short run may have none.
    private static readonly string[] Demanding =
    [
        "AcknowledgeAlert", "DecideReviewTask", "DecideRightsRequest", "DecideUnmaskRequest", "GetRightsRequest",
        "GetUnmaskRequest", "ImportStatement", "PutDeclaration", "PutDocument", "ReadPersonalDataCopy", "ReadUnmasked",
        "ReceiveBankCallback", "RequestRight", "RequestUnmasking", "ResolveStatementDiscrepancy", "SearchAudit",
        "SubmitCase", "WithdrawConsent", "WithdrawDeclaration",
    ];

    [Fact]
    public async Task EveryOperation_SeededRequests_IsNeverAnsweredByAServerErrorOrAStackTrace()
    {
        using var folder = new ScratchFolder();

        FuzzReport report = await FuzzRun.RunAsync(
            new FuzzOptions(Requests, Seed, []), folder.Path, Console.WriteLine, TestContext.Current.CancellationToken);

        Assert.Empty(report.Faults);
        Assert.All(report.Operations, operation => Assert.Equal(Requests, operation.Requests));
        // Neither all let in nor all turned away at the door.
        Assert.All(report.Operations, operation => Assert.True(operation.Refused > 0, operation.Operation));
        Assert.All(
            report.Operations.Where(operation => !Demanding.Contains(operation.Operation)),
            operation => Assert.True(operation.Succeeded > 0, operation.Operation));
    }

    [Theory]
    [InlineData(500, "", "status 500")]
    [InlineData(503, "", "status 503")]
    [InlineData(0, "", "closed without an answer")]
    [InlineData(400, "System.FormatException: The input", "the answer has 'Exception'")]
    [InlineData(200, "x at Daoban.Functions.Cases.GetCase", "the answer has ' at Daoban.'")]
    [InlineData(400, "{\"code\":\"malformed-json\"}", null)]
    [InlineData(200, "", null)]
    public void FaultOf_Answer_IsKnown(int status, string body, string? expected) => Assert.Equal(
        expected,
        AnswerCheck.FaultOf(
            new FuzzRequest([], IsBroken: false),
            new RawAnswer(status, Encoding.UTF8.GetBytes(body), MustClose: false)));

    [Fact]
    public void FaultOf_BrokenRequestThatIsClosed_IsNone() =>
        Assert.Null(AnswerCheck.FaultOf(new FuzzRequest([], IsBroken: true), RawAnswer.None));

    [Fact]
    public void Nasty_Texts_AreManyAndDifferent()
    {
        Assert.True(Nasty.Texts.Count > 60, Nasty.Texts.Count.ToString(CultureInfo.InvariantCulture));
        Assert.Distinct(Nasty.Texts);
        Assert.Distinct(Nasty.Tokens);
    }
}
