using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.BankSimulator.Contract;
using Daoban.TestKit;
using static Daoban.Tools.Tests.Bank.BankUnderTest;

namespace Daoban.Tools.Tests.Bank;

public sealed class CallbackTests
{
    private const string Pay = $"orders/{OrderId}/payments";

    [Fact]
    public async Task Payment_Open_SendsOneSignedCallback()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        await bank.ControlAsync(Pay);

        await bank.OverviewAsync(order => Count(order, "callbacksDelivered") == 1);
        (var headers, byte[] body) = Assert.Single(bank.Receiver.Received);
        Assert.Equal(
            MessageSignature.Sign(
                Secret,
                headers[MessageSignature.TimestampHeader].ToString(),
                headers[MessageSignature.NonceHeader].ToString(),
                body),
            headers[MessageSignature.SignatureHeader].ToString());
        JsonNode callback = JsonNode.Parse(body)!;
        Assert.Equal(
            ["orderId", "bankSerial", "amountFen", "paidAt"], callback.AsObject().Select(member => member.Key));
        Assert.Equal(1_080_000, callback["amountFen"]!.GetValue<long>());
    }

    [Fact]
    public async Task Payment_MerchantDown_RepeatsTheSamePaymentSignedAnew()
    {
        await using BankUnderTest bank = await StartAsync(receiver: await CallbackReceiver.StartAsync(refusals: 3));
        await bank.SendAsync(bank.Registration());

        await bank.ControlAsync(Pay);

        await bank.OverviewAsync(order => Count(order, "callbacksDelivered") == 1);
        var received = bank.Receiver.Received.ToList();
        Assert.Equal(4, received.Count);
        Assert.Single(received.Select(callback => Encoding.UTF8.GetString(callback.Body)).Distinct());
        Assert.Equal(
            4, received.DistinctBy(callback => callback.Headers[MessageSignature.NonceHeader].ToString()).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_000_000)]
    public async Task Payment_OtherAmount_IsReportedAsPaid(long amountFen)
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        await bank.ControlAsync(Pay, new { amountFen });

        var asked = await bank.SendAsync(Wish("query"));
        Assert.Equal("paid", asked.Body["status"]!.GetValue<string>());
        Assert.Equal(amountFen, asked.Body["paidFen"]!.GetValue<long>());
    }

    [Fact]
    public async Task Payment_Twice_NeedsForce()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync(Pay);

        var refused = await bank.ControlAsync(Pay);
        var forced = await bank.ControlAsync(Pay, new { force = true });

        Assert.Equal((HttpStatusCode.Conflict, "already-paid"), (refused.Status, Code(refused)));
        Assert.Equal(2, Count(forced.Body, "payments"));
        Assert.Equal(2_160_000, Count(forced.Body, "paidFen"));
        await bank.OverviewAsync(order => Count(order, "callbacksDelivered") == 2);
        Assert.Equal(2, Serials(bank).Distinct().Count());
    }

    [Fact]
    public async Task LoseCallbacks_OfOneOrder_PaysSilently()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync($"orders/{OrderId}/lose-callbacks");

        var paid = await bank.ControlAsync(Pay);

        Assert.Equal(1, Count(paid.Body, "callbacksLost"));
        Assert.Equal(0, Count(paid.Body, "callbacksPending"));
        Assert.Empty(bank.Receiver.Received);
    }

    [Fact]
    public async Task LoseNextCallbacks_One_LosesOneOnly()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync("lose-next-callbacks", new { count = 1 });

        var paid = await bank.ControlAsync(Pay);
        await bank.ControlAsync($"orders/{OrderId}/repeat-callback");

        Assert.Equal(1, Count(paid.Body, "callbacksLost"));
        await bank.OverviewAsync(order => Count(order, "callbacksDelivered") == 1);
    }

    [Fact]
    public async Task RepeatCallback_Delivered_SendsTheSameSerialAgain()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync(Pay);

        await bank.ControlAsync($"orders/{OrderId}/repeat-callback");

        await bank.OverviewAsync(order => Count(order, "callbacksDelivered") == 2);
        Assert.Single(Serials(bank).Distinct());
        Assert.Equal(1, Count(await bank.OverviewAsync(), "payments"));
    }

    [Fact]
    public async Task RepeatCallback_Unpaid_IsRefused()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.SendAsync(bank.Registration());

        var refused = await bank.ControlAsync($"orders/{OrderId}/repeat-callback");

        Assert.Equal((HttpStatusCode.Conflict, "not-paid"), (refused.Status, Code(refused)));
    }

    [Fact]
    public async Task Restart_WithData_KeepsOrdersAndOwedCallbacks()
    {
        using ScratchFolder folder = new();
        string reference;
        CallbackReceiver deaf = await CallbackReceiver.StartAsync(refusals: 1000);
        await using (BankUnderTest before = await StartAsync(folder.Path, deaf))
        {
            reference = (await before.SendAsync(before.Registration())).Body["reference"]!.GetValue<string>();
            await before.ControlAsync(Pay);
        }

        await using BankUnderTest after = await StartAsync(folder.Path);
        var asked = await after.SendAsync(Wish("query"));

        Assert.Equal(reference, asked.Body["reference"]!.GetValue<string>());
        Assert.Equal("paid", asked.Body["status"]!.GetValue<string>());
        Assert.Equal(1, Count(await after.OverviewAsync(), "callbacksPending"));
    }

    private static long Count(JsonNode order, string member) => order[member]!.GetValue<long>();

    private static IEnumerable<string> Serials(BankUnderTest bank) =>
        bank.Receiver.Received.Select(callback => JsonNode.Parse(callback.Body)!["bankSerial"]!.GetValue<string>());
}
