using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.Workflows.Payments;

namespace Daoban.Functions.Tests.Contract;

public sealed class BankCallbackTests(DaobanApp app) : ContractTest(app), IAsyncLifetime
{
    private const long AmountFen = 123_456;

    private string caseId = "";
    private string orderId = "";

    public async ValueTask InitializeAsync()
    {
        (caseId, string first) = await OpenAsync("SS-02");
        await DecideAsync(caseId, first, Reviewer("reviewer-1"), new() { ["verdict"] = "approved" });
        string second = await TaskOfLevelAsync(caseId, level: 2);
        await DecideAsync(
            caseId,
            second,
            Reviewer("reviewer-2", level: 2),
            new() { ["verdict"] = "approved", ["amountFen"] = AmountFen });
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["payment"]?["state"] == "registered");
        orderId = (string)file["payment"]!["orderId"]!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Receive_GoodCallback_SettlesTheOrderOnceAndCompletesTheCase()
    {
        (await SendAsync(Callback())).AssertStatus(200);
        Answer again = (await SendAsync(Callback())).AssertStatus(200);

        Assert.Equal(orderId, (string?)again.Json["orderId"]);
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "completed");
        JsonNode payment = file["payment"]!;
        Assert.Equal(("paid", "callback"), ((string?)payment["state"], (string?)payment["settledBy"]));
        string auditor = Issuer.Auditor("auditor-1");
        JsonNode ledger = (await GetAsync(auditor, $"/api/cases/{caseId}/ledger")).AssertStatus(200).Json;
        Assert.Single(ledger["entries"]!.AsArray(), entry => (string?)entry!["action"] == "payment-settled");
        JsonNode history = (await GetAsync(auditor, $"/api/cases/{caseId}/history")).AssertStatus(200).Json;
        Assert.Equal(
            [caseId, orderId], history["instances"]!.AsArray().Select(instance => (string?)instance!["instanceId"]));
        Assert.DoesNotContain("33090219620715998X", history.ToJsonString(), StringComparison.Ordinal);
    }

    // What was signed counts, not what it is called.
    [Fact]
    public async Task Receive_OtherContentType_SettlesTheOrder()
    {
        HttpRequestMessage callback = Callback();
        callback.Content!.Headers.ContentType = new("text/plain");

        (await SendAsync(callback)).AssertStatus(200);

        await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "completed");
    }

    [Fact]
    public async Task Receive_WrongAmount_IsRefusedAndTheOrderStaysUnpaid()
    {
        (await SendAsync(Callback(amountFen: AmountFen - 1))).AssertProblem(422, "amount-mismatch", "amountFen");

        JsonNode file = await WaitForCaseAsync(caseId, _ => true);
        Assert.Equal(("paymentDue", "registered"), ((string?)file["stage"], (string?)file["payment"]!["state"]));
    }

    [Fact]
    public Task Receive_WrongSignature_IsRefused() =>
        AssertRefusedAsync(
            Callback(signature: new string('0', 64)), 401, "invalid-signature", BankSignature.SignatureHeader);

    [Theory]
    [InlineData(BankSignature.MerchantHeader, "unknown-merchant", BankSignature.MerchantHeader)]
    [InlineData(BankSignature.TimestampHeader, "stale-timestamp", BankSignature.TimestampHeader)]
    [InlineData(BankSignature.NonceHeader, "invalid-signature", BankSignature.SignatureHeader)]
    [InlineData(BankSignature.SignatureHeader, "invalid-signature", BankSignature.SignatureHeader)]
    public Task Receive_HeaderMissing_IsRefused(string header, string code, string field)
    {
        HttpRequestMessage callback = Callback();
        callback.Headers.Remove(header);

        return AssertRefusedAsync(callback, 401, code, field);
    }

    [Fact]
    public Task Receive_OtherMerchant_IsRefused() =>
        AssertRefusedAsync(Callback(merchant: "daoban-dev2"), 401, "unknown-merchant", BankSignature.MerchantHeader);

    // docs/bank-contract.md: the first of the four that is wrong is told, as the bank itself does.
    [Fact]
    public async Task Receive_SeveralFaults_TellsTheFirstOfTheContractsOrder()
    {
        DateTimeOffset old = DateTimeOffset.UtcNow.AddMinutes(-10);
        string forged = new('0', 64);

        await AssertRefusedAsync(
            Callback(at: old, signature: forged, merchant: "nobody"),
            401,
            "unknown-merchant",
            BankSignature.MerchantHeader);
        await AssertRefusedAsync(
            Callback(at: old, signature: forged), 401, "stale-timestamp", BankSignature.TimestampHeader);
    }

    [Fact]
    public async Task Receive_BodyChangedOnTheWay_IsRefused()
    {
        HttpRequestMessage callback = Callback();
        string body = await callback.Content!.ReadAsStringAsync();
        callback.Content = Json(body.Replace("123456", "1", StringComparison.Ordinal));

        await AssertRefusedAsync(callback, 401, "invalid-signature", BankSignature.SignatureHeader);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public Task Receive_TimestampFarFromNow_IsRefused(int minutes) =>
        AssertRefusedAsync(
            Callback(at: DateTimeOffset.UtcNow.AddMinutes(minutes)),
            401,
            "stale-timestamp",
            BankSignature.TimestampHeader);

    [Fact]
    public async Task Receive_NonceOnceMore_IsRefused()
    {
        const string Nonce = "nonce-used-twice-0001";
        (await SendAsync(Callback(nonce: Nonce, order: "no-such-order")))
            .AssertProblem(404, "unknown-order", "orderId");

        await AssertRefusedAsync(Callback(nonce: Nonce), 401, "replayed-nonce", BankSignature.NonceHeader);
    }

    [Fact]
    public Task Receive_UnknownOrder_IsRefused() =>
        AssertRefusedAsync(Callback(order: "no-such-order"), 404, "unknown-order", "orderId");

    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("{\"orderId\":1}", null)]
    [InlineData("{}", "orderId")]
    public Task Receive_SignedNonsense_IsRefused(string body, string? field) =>
        AssertRefusedAsync(Signed(body), 400, "malformed-body", field);

    [Theory]
    [InlineData("orderId")]
    [InlineData("bankSerial")]
    [InlineData("amountFen")]
    [InlineData("paidAt")]
    public async Task Receive_MemberMissing_IsRefusedByName(string member)
    {
        JsonObject body = JsonNode.Parse(await Callback().Content!.ReadAsStringAsync())!.AsObject();
        body.Remove(member);

        await AssertRefusedAsync(Signed(body.ToJsonString()), 400, "malformed-body", member);
    }

    [Fact]
    public Task Receive_TooLarge_IsRefused() =>
        AssertRefusedAsync(
            Signed(new string(' ', 20_000)), 413, "too-large", field: null);

    private async Task AssertRefusedAsync(HttpRequestMessage callback, int status, string code, string? field)
    {
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await SendAsync(callback)).AssertProblem(status, code, field);

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    private HttpRequestMessage Callback(
        long amountFen = AmountFen,
        string? order = null,
        DateTimeOffset? at = null,
        string? nonce = null,
        string? signature = null,
        string merchant = DaobanApp.Merchant)
    {
        var body = new JsonObject
        {
            ["orderId"] = order ?? orderId,
            ["bankSerial"] = "S-" + caseId,
            ["amountFen"] = amountFen,
            ["paidAt"] = "2026-11-23T08:00:00Z",
        };
        return Signed(body.ToJsonString(), at, nonce, signature, merchant);
    }

    private HttpRequestMessage Signed(
        string body,
        DateTimeOffset? at = null,
        string? nonce = null,
        string? signature = null,
        string merchant = DaobanApp.Merchant)
    {
        nonce ??= Guid.NewGuid().ToString("N");
        string timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        signature ??= BankSignature.Sign(App.BankSecretBytes, timestamp, nonce, Encoding.UTF8.GetBytes(body));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/bank/callbacks") { Content = Json(body) };
        request.Headers.Add(BankSignature.MerchantHeader, merchant);
        request.Headers.Add(BankSignature.TimestampHeader, timestamp);
        request.Headers.Add(BankSignature.NonceHeader, nonce);
        request.Headers.Add(BankSignature.SignatureHeader, signature);
        return request;
    }
}
