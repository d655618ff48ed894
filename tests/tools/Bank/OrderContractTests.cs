using System.Net;
using System.Text.Json.Nodes;
using Daoban.BankSimulator.Contract;
using static Daoban.Tools.Tests.Bank.BankUnderTest;

namespace Daoban.Tools.Tests.Bank;

public sealed class OrderContractTests
{
    [Fact]
    public void Signature_ExampleOfTheContract_IsTheSameAsTheApplications() => Assert.Equal(
        "f27981778b4e1b83e3bf6375df4a554983a23ec8fe919596e0379e3563da6323",
        MessageSignature.Sign(
            Secret,
            "1795420800",
            "0123456789abcdef0123456789abcdef",
            """{"operation":"query","orderId":"6f1c2a34-0d7e-4b61-9a55-3f0c8e1d2b47-1"}"""u8.ToArray()));

    [Fact]
    public async Task Register_Twice_GivesTheSameReference()
    {
        await using BankUnderTest bank = await StartAsync();

        var first = await bank.SendAsync(bank.Registration());
        var second = await bank.SendAsync(bank.Registration());

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("open", first.Body["status"]!.GetValue<string>());
        Assert.InRange(first.Body["reference"]!.GetValue<string>().Length, 1, 32);
        Assert.Equal(first.Body.ToJsonString(), second.Body.ToJsonString());
    }

    [Fact]
    public async Task Register_OtherAmount_Conflicts()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        var other = await bank.SendAsync(bank.Registration(1_080_001));

        Assert.Equal((HttpStatusCode.Conflict, "order-differs"), (other.Status, Code(other)));
    }

    [Theory]
    [InlineData("amountFen", "0", "amount-invalid")]
    [InlineData("amountFen", "-5", "amount-invalid")]
    [InlineData("amountFen", "10000000001", "amount-invalid")]
    [InlineData("expiresAt", "\"2020-01-01T00:00:00Z\"", "order-expired")]
    [InlineData("itemCode", "\"SS 03\"", "order-invalid")]
    [InlineData("orderId", "\"a/b\"", "order-invalid")]
    [InlineData("notifyUrl", "\"/callbacks\"", "order-invalid")]
    [InlineData("notifyUrl", "null", "order-invalid")]
    public async Task Register_RuleBroken_IsRefused(string field, string json, string code)
    {
        await using BankUnderTest bank = await StartAsync();
        JsonObject order = bank.Registration();
        order[field] = JsonNode.Parse(json);

        var refused = await bank.SendAsync(order);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.Status, Code(refused)));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("close")]
    public async Task Any_UnknownOrder_IsNotFound(string operation)
    {
        await using BankUnderTest bank = await StartAsync();

        var answer = await bank.SendAsync(Wish(operation));

        Assert.Equal((HttpStatusCode.NotFound, "unknown-order"), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task Close_OpenOrder_ClosesItForGood()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        var first = await bank.SendAsync(Wish("close"));
        var second = await bank.SendAsync(Wish("close"));
        var payment = await bank.ControlAsync($"orders/{OrderId}/payments");

        Assert.Equal("closed", first.Body["status"]!.GetValue<string>());
        Assert.Equal(first.Body.ToJsonString(), second.Body.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "order-closed"), (payment.Status, Code(payment)));
    }

    [Fact]
    public async Task Close_PaidOrder_StaysPaid()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync($"orders/{OrderId}/payments");

        var closed = await bank.SendAsync(Wish("close"));
        var asked = await bank.SendAsync(Wish("query"));

        Assert.Equal("paid", closed.Body["status"]!.GetValue<string>());
        Assert.Equal(1_080_000, closed.Body["paidFen"]!.GetValue<long>());
        Assert.Equal(closed.Body.ToJsonString(), asked.Body.ToJsonString());
    }

    [Fact]
    public async Task Request_OperationOfAnotherRoute_IsMalformed()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        var answer = await bank.SendAsync(Wish("query"), "/orders/close");

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-request"), (answer.Status, Code(answer)));
        Assert.Equal("open", (await bank.OverviewAsync())["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"operation":"query"}""")]
    [InlineData("""{"operation":"query","orderId":"1","name":"x"}""")]
    public async Task Request_Malformed_IsRefused(string body)
    {
        await using BankUnderTest bank = await StartAsync();

        var answer = await bank.SendAsync(Sign("/orders/query", body));

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-request"), (answer.Status, Code(answer)));
    }

    [Theory]
    [InlineData("nobody", 0, "unknown-merchant")]
    [InlineData("daoban-dev", -302, "stale-timestamp")]
    [InlineData("daoban-dev", 302, "stale-timestamp")]
    public async Task Request_MerchantOrTimeWrong_IsUnauthorised(string merchant, int seconds, string code)
    {
        await using BankUnderTest bank = await StartAsync();
        long timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;

        var answer = await bank.SendAsync(Sign("/orders/query", Wish("query").ToJsonString(), merchant, timestamp));

        Assert.Equal((HttpStatusCode.Unauthorized, code), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task Request_BodyChangedAfterSigning_IsUnauthorised()
    {
        await using BankUnderTest bank = await StartAsync();
        using HttpRequestMessage message = Sign("/orders/query", Wish("query").ToJsonString());
        message.Content = new StringContent(Wish("close").ToJsonString());

        var answer = await bank.SendAsync(message);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid-signature"), (answer.Status, Code(answer)));
    }

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("sixteen.letters!")]
    public async Task Request_NonceOfAnotherForm_IsUnauthorised(string nonce)
    {
        await using BankUnderTest bank = await StartAsync();

        var answer = await bank.SendAsync(Sign("/orders/query", Wish("query").ToJsonString(), nonce: nonce));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid-signature"), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task Request_NonceTwice_IsUnauthorised()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        string nonce = Guid.NewGuid().ToString("N");

        var first = await bank.SendAsync(Sign("/orders/query", Wish("query").ToJsonString(), nonce: nonce));
        var second = await bank.SendAsync(Sign("/orders/query", Wish("query").ToJsonString(), nonce: nonce));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((HttpStatusCode.Unauthorized, "replayed-nonce"), (second.Status, Code(second)));
    }
}
