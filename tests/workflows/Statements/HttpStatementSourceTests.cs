using System.Net;
using System.Text;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Daoban.Workflows.Tests.Payments;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Statements;

public sealed class HttpStatementSourceTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795420800);

    private readonly BankOptions options = new() { MerchantId = "daoban-dev", Secret = BankOptions.SampleSecret };

    [Fact]
    public async Task Get_Day_AsksSignedAndGivesTheBytesAsTheyCame()
    {
        FakeBankServer server = FakeBankServer.Answering(HttpStatusCode.OK, "any\ntext");

        StatementAnswer answer = await Source(server).GetAsync(Day, default);

        Assert.Equal("any\ntext", Encoding.UTF8.GetString(answer.File!.Value.Span));
        (HttpRequestMessage message, byte[] body) = Assert.Single(server.Requests);
        Assert.Equal("https://bank.example/api/statements/get", message.RequestUri!.AbsoluteUri);
        Assert.Equal("""{"operation":"statement","day":"2026-11-25"}""", Encoding.UTF8.GetString(body));
        Assert.Equal("daoban-dev", Header(message, BankSignature.MerchantHeader));
        Assert.True(BankSignature.Verify(
            options.SecretBytes(),
            Header(message, BankSignature.TimestampHeader),
            Header(message, BankSignature.NonceHeader),
            body,
            Header(message, BankSignature.SignatureHeader)));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, StatementCodes.NotReady)]
    [InlineData(HttpStatusCode.BadRequest, StatementCodes.Refused)]
    [InlineData(HttpStatusCode.UnprocessableEntity, StatementCodes.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, StatementCodes.Unreachable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, StatementCodes.Unreachable)]
    [InlineData(HttpStatusCode.Redirect, StatementCodes.Unreachable)]
    [InlineData(HttpStatusCode.NoContent, StatementCodes.Unreachable)]
    public async Task Get_AnyOtherAnswer_IsNoFile(HttpStatusCode status, string code)
    {
        StatementAnswer answer = await Source(FakeBankServer.Answering(status, "{}")).GetAsync(Day, default);

        Assert.Equal((null, code), (answer.File, answer.Code));
    }

    [Fact]
    public async Task Get_NoConnection_IsUnreachable()
    {
        FakeBankServer server = new(() => throw new HttpRequestException("no route"));

        Assert.Equal(StatementCodes.Unreachable, (await Source(server).GetAsync(Day, default)).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_FileLongerThanAllowed_IsNotReadToItsEnd(bool saysSo)
    {
        using EndlessStream endless = new();
        FakeBankServer server = new(() =>
        {
            StreamContent content = new(endless);
            content.Headers.ContentLength = saysSo ? StatementFile.LongestFile + 1L : null;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        });

        StatementAnswer answer = await Source(server).GetAsync(Day, default);

        Assert.Equal((null, StatementCodes.TooLarge), (answer.File, answer.Code));
        Assert.InRange(endless.Given, 0, saysSo ? 0 : StatementFile.LongestFile + (1 << 20));
    }

    private static string Header(HttpRequestMessage message, string name) =>
        Assert.Single(message.Headers.GetValues(name));

    private HttpStatementSource Source(FakeBankServer server) => new(
        new HttpClient(server) { BaseAddress = new Uri("https://bank.example/api/") },
        Options.Create(options),
        new FakeTimeProvider(Now));
}
