using System.Net;
using System.Text;
using Daoban.Workflows.Payments;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Payments;

public sealed class HttpPaymentBankTests
{
    private const string OrderId = "6f1c2a34-0d7e-4b61-9a55-3f0c8e1d2b47-1";
    private const string OpenAnswer = $$"""{"orderId":"{{OrderId}}","reference":"R1","status":"open"}""";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795420800);
    private static readonly BankOrder Order = new(OrderId, 1_080_000, "SS-03", Now.AddDays(30));

    private readonly BankOptions options = new()
    {
        BaseUrl = new Uri("https://bank.example/api/"),
        CallbackUrl = new Uri("https://daoban.example/api/bank/callbacks"),
        MerchantId = "daoban-dev",
        Secret = BankOptions.SampleSecret,
    };

    [Fact]
    public async Task Register_Order_SendsSignedContentWithoutMoreThanTheContract()
    {
        FakeBankServer server = FakeBankServer.Answering(HttpStatusCode.OK, OpenAnswer);

        BankReference reference = await Bank(server).RegisterAsync(Order, default);

        Assert.Equal("R1", reference.Value);
        (HttpRequestMessage message, byte[] body) = Assert.Single(server.Requests);
        Assert.Equal("https://bank.example/api/orders/register", message.RequestUri!.AbsoluteUri);
        Assert.Equal(
            $$"""
            {"operation":"register","orderId":"{{OrderId}}","amountFen":1080000,"itemCode":"SS-03",
            "expiresAt":"2026-12-23T08:00:00+00:00","notifyUrl":"https://daoban.example/api/bank/callbacks"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(body));
        Assert.Equal("daoban-dev", Header(message, BankSignature.MerchantHeader));
        Assert.Equal("1795420800", Header(message, BankSignature.TimestampHeader));
        Assert.True(BankSignature.Verify(
            options.SecretBytes(),
            Header(message, BankSignature.TimestampHeader),
            Header(message, BankSignature.NonceHeader),
            body,
            Header(message, BankSignature.SignatureHeader)));
    }

    [Fact]
    public async Task Register_Twice_UsesANonceEach()
    {
        FakeBankServer server = FakeBankServer.Answering(HttpStatusCode.OK, OpenAnswer);
        HttpPaymentBank bank = Bank(server);

        await bank.RegisterAsync(Order, default);
        await bank.RegisterAsync(Order, default);

        Assert.NotEqual(
            Header(server.Requests[0].Message, BankSignature.NonceHeader),
            Header(server.Requests[1].Message, BankSignature.NonceHeader));
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, """{"code":"order-differs"}""", "order-differs")]
    [InlineData(HttpStatusCode.UnprocessableEntity, """{"code":"amount-invalid"}""", "amount-invalid")]
    [InlineData(HttpStatusCode.BadRequest, "<html>", "refused")]
    [InlineData(HttpStatusCode.Conflict, """{"code":"Herr 33090219620715998X"}""", "refused")]
    [InlineData(HttpStatusCode.Conflict, """{"code":17}""", "refused")]
    public async Task Register_Refused_ThrowsTheCodeAndNothingElse(HttpStatusCode status, string body, string code)
    {
        var refused = await Assert.ThrowsAsync<OrderRefusedException>(
            () => Bank(FakeBankServer.Answering(status, body)).RegisterAsync(Order, default));

        Assert.Equal(code, refused.Code);
        Assert.Equal($"The bank refused: {code}", refused.Message);
        Assert.Null(refused.InnerException);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Query_PassingFailure_ThrowsWhatIsRetried(HttpStatusCode status) =>
        await Assert.ThrowsAsync<HttpRequestException>(
            () => Bank(FakeBankServer.Answering(status, "{}")).QueryAsync(OrderId, default));

    [Fact]
    public async Task Query_NoAnswerInTime_ThrowsWhatIsRetried() =>
        await Assert.ThrowsAsync<HttpRequestException>(
            () => Bank(new FakeBankServer(() => throw new TaskCanceledException())).QueryAsync(OrderId, default));

    [Fact]
    public async Task Query_CallerCancels_ThrowsCancellation()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Bank(FakeBankServer.Answering(HttpStatusCode.OK, OpenAnswer)).QueryAsync(OrderId, cancelled.Token));
    }

    [Fact]
    public async Task Query_UnknownOrder_IsUnknown()
    {
        FakeBankServer server = FakeBankServer.Answering(HttpStatusCode.NotFound, """{"code":"unknown-order"}""");

        BankOrderState state = await Bank(server).QueryAsync(OrderId, default);

        Assert.Equal(new BankOrderState(OrderId, BankOrderStatus.Unknown, null, null, null), state);
    }

    [Fact]
    public async Task Close_PaidFirst_SaysPaid()
    {
        FakeBankServer server = FakeBankServer.Answering(HttpStatusCode.OK, $$"""
            {"orderId":"{{OrderId}}","reference":"R1","status":"paid",
            "paidFen":1080000,"bankSerial":"S2","paidAt":"2026-11-23T08:00:01Z"}
            """);

        BankOrderState state = await Bank(server).CloseAsync(OrderId, default);

        Assert.Equal(new BankOrderState(OrderId, BankOrderStatus.Paid, 1_080_000, "S2", Now.AddSeconds(1)), state);
        Assert.EndsWith("/orders/close", server.Requests[0].Message.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        string body = Encoding.UTF8.GetString(server.Requests[0].Body);
        Assert.Contains("\"operation\":\"close\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_StillOpen_IsNoAnswer()
    {
        FakeBankServer server = FakeBankServer.Answering(
            HttpStatusCode.OK, $$"""{"orderId":"{{OrderId}}","reference":"R1","status":"open"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => Bank(server).CloseAsync(OrderId, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"orderId":"another","reference":"R1","status":"open"}""")]
    [InlineData($$"""{"orderId":"{{OrderId}}","reference":"R1"}""")]
    [InlineData($$"""{"orderId":"{{OrderId}}","reference":"R1","status":"lost"}""")]
    [InlineData($$"""{"orderId":"{{OrderId}}","reference":"R1","status":1}""")]
    [InlineData($$"""{"orderId":"{{OrderId}}","reference":"R1","status":"paid"}""")]
    [InlineData(
        $$"""{"orderId":"{{OrderId}}","status":"paid","paidFen":0,"bankSerial":"S","paidAt":"2026-11-23T08:00:01Z"}""")]
    [InlineData(
        $$"""{"orderId":"{{OrderId}}","status":"paid","paidFen":"5","bankSerial":"S","paidAt":"2026-11-23T08:00Z"}""")]
    [InlineData(
        $$"""{"orderId":"{{OrderId}}","status":"paid","paidFen":5"""
        + ""","bankSerial":"a/b","paidAt":"2026-11-23T08:00:01Z"}""")]
    public async Task Query_UnusableAnswer_ThrowsWithoutQuotingIt(string body)
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => Bank(FakeBankServer.Answering(HttpStatusCode.OK, body)).QueryAsync(OrderId, default));

        Assert.StartsWith("The bank's answer cannot be used", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Register_ReferenceOutOfBounds_IsUnusable(string reference) =>
        await Assert.ThrowsAsync<HttpRequestException>(() => Bank(FakeBankServer.Answering(
            HttpStatusCode.OK, $$"""{"orderId":"{{OrderId}}","reference":"{{reference}}","status":"open"}"""))
            .RegisterAsync(Order, default));

    private HttpPaymentBank Bank(FakeBankServer server) => new(
        new HttpClient(server) { BaseAddress = options.BaseUrl }, Options.Create(options), new FakeTimeProvider(Now));

    private static string Header(HttpRequestMessage message, string name) =>
        Assert.Single(message.Headers.GetValues(name));
}
