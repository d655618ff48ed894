using System.Text.Json.Nodes;
using Daoban.Workflows.Payments;

namespace Daoban.Functions.Tests.Contract;

public sealed class StatementTests(DaobanApp app) : ContractTest(app)
{
    private const long AmountFen = 654_300;

    private static readonly DateOnly Day = new(2025, 6, 3);
    private static readonly DateTimeOffset Noon = new(2025, 6, 3, 4, 0, 0, TimeSpan.Zero);

    private string Supervisor => Issuer.Supervisor("supervisor-1", "330902");

    [Fact]
    public async Task Statement_FromTheBankToTwoPeople_SettlesAndIsResolved()
    {
        (string caseId, string orderId) = await UntilPaymentAsync();
        App.Statements.Make(
            Day, new BankCallback(orderId, "S-1", AmountFen, Noon), new BankCallback("nobody", "S-2", 100, Noon));

        JsonNode imported = (await PostAsync("2025-06-03/import", Supervisor)).AssertStatus(200).Json;
        JsonNode again = (await PostAsync("2025-06-03/import", Supervisor)).AssertStatus(200).Json;

        Assert.Equal(
            ("imported", 2, AmountFen + 100, 1, 1),
            ((string?)imported["state"], (int)imported["count"]!, (long)imported["sumFen"]!, (int)imported["settled"]!,
                (int)imported["openDiscrepancies"]!));
        Assert.Equal(imported.ToJsonString(), again.ToJsonString());
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "completed");
        Assert.Equal("statement", (string?)file["payment"]!["settledBy"]);

        JsonNode list = (await GetAsync(Officer("officer-1"), "/api/payments/statements?month=2025-06"))
            .AssertStatus(200).Json;
        // Other tests import other days of the month.
        Assert.Equal(
            imported.ToJsonString(),
            Assert.Single(list["days"]!.AsArray(), day => (string?)day!["day"] == "2025-06-03")!.ToJsonString());

        JsonNode found = Assert.Single(await DiscrepanciesAsync());
        Assert.Equal(
            ("unknown-order", "nobody", "S-2", "open"),
            ((string?)found["code"], (string?)found["orderId"], (string?)found["bankSerial"], (string?)found["state"]));
        string path = $"2025-06-03/discrepancies/{found["discrepancyId"]}/resolution";
        Assert.Equal("proposed", await ResolveAsync(path, Officer("officer-1"), "refunded"));
        Assert.Equal("proposed", await ResolveAsync(path, Officer("officer-1"), "refunded"));
        (await PostAsync(path, Supervisor, Reason("bank-corrected"))).AssertProblem(
            409, "resolution-differs", "reasonCode");
        (await PostAsync(path, Officer("officer-2", onBehalfOf: "officer-1"), Reason("refunded"))).AssertProblem(
            403, "same-person");
        Assert.Equal("resolved", await ResolveAsync(path, Supervisor, "refunded"));

        found = Assert.Single(await DiscrepanciesAsync());
        Assert.Equal(
            ("resolved", "officer-1", "supervisor-1"),
            ((string?)found["state"], (string?)found["proposedBy"], (string?)found["resolvedBy"]));
        JsonNode chain = (await GetAsync(
            Issuer.Auditor("auditor-1"), $"/api/audit/actors/officer-1/days/{Today}")).AssertStatus(200).Json;
        Assert.Contains(chain["entries"]!.AsArray(), entry => (string?)entry!["action"] == "discrepancy-proposed"
            && (string?)entry["reason"] == "refunded");
    }

    [Fact]
    public async Task Resolve_DiscrepancyOfADeclaredRelative_IsNotAllowed()
    {
        (string caseId, string orderId) = await UntilPaymentAsync();
        App.Statements.Make(Day.AddDays(1), new BankCallback(orderId, "S-3", 1, Noon.AddDays(1)));
        (await PostAsync("2025-06-04/import", Supervisor)).AssertStatus(200);
        JsonNode list = (await GetAsync(Supervisor, "/api/payments/statements/2025-06-04/discrepancies"))
            .AssertStatus(200).Json;
        JsonNode found = Assert.Single(list["discrepancies"]!.AsArray())!;
        Assert.Equal(("mismatch", caseId), ((string?)found["code"], (string?)found["caseId"]));
        var number = (string)Submission(NewId(), "SS-02", [])["resident"]!["idNumber"]!;
        string related = Officer("officer-related");
        (await PutAsync(
            related,
            $"/api/actors/officer-related/declarations/{NewId()}",
            new JsonObject { ["idNumber"] = number, ["relation"] = "SPOUSE" })).AssertStatus(200);

        string path = $"2025-06-04/discrepancies/{found["discrepancyId"]}/resolution";
        (await PostAsync(path, related, Reason("refunded"))).AssertProblem(403, "relative-not-allowed");
    }

    [Theory]
    [InlineData("2025-02-30")]
    [InlineData("9999-01-01")]
    [InlineData("today")]
    public async Task Import_DayThatIsNotOverOrNone_IsRefused(string day) =>
        (await PostAsync($"{day}/import", Supervisor)).AssertProblem(400, "malformed-parameter", "day");

    [Fact]
    public async Task Import_NotMadeYet_SaysSo()
    {
        JsonNode awaited = (await PostAsync("2025-05-30/import", Supervisor)).AssertStatus(200).Json;

        Assert.Equal(
            ("awaited", "not-ready", true),
            ((string?)awaited["state"], (string?)awaited["answer"], (bool)awaited["isMissing"]!));
    }

    [Theory]
    [InlineData("2025-13")]
    [InlineData("2025-06-01")]
    [InlineData("x")]
    public async Task List_MonthThatIsNone_IsRefused(string month) =>
        (await GetAsync(Supervisor, $"/api/payments/statements?month={month}")).AssertProblem(
            400, "malformed-parameter", "month");

    [Fact]
    public async Task Resolve_WhatIsNotThereOrNotSaid_IsRefused()
    {
        string nowhere = $"2025-06-03/discrepancies/{new string('0', 32)}/resolution";

        (await PostAsync(nowhere, Supervisor, Reason("refunded"))).AssertProblem(
            404, "unknown-discrepancy", "discrepancyId");
        (await PostAsync(nowhere, Supervisor, Reason("because"))).AssertProblem(422, "reason-required", "reasonCode");
        (await PostAsync("2025-06-03/discrepancies/x/resolution", Supervisor, Reason("refunded"))).AssertProblem(
            404, "unknown-discrepancy", "discrepancyId");
        (await PostAsync("2025-6-3/discrepancies/x/resolution", Supervisor, Reason("refunded"))).AssertProblem(
            400, "malformed-parameter", "day");
    }

    [Fact]
    public async Task Comparison_PartByPart_ComesToAnEnd()
    {
        await OpenAsync("PS-01");
        string admin = Issuer.Token("admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } });
        string path = "/api/operations/worklist-comparison";
        int cases = 0;
        string? continuation = null;
        do
        {
            JsonNode part = (await SendAsync(
                HttpMethod.Post,
                admin,
                continuation is null ? path : $"{path}?continuation={continuation}",
                content: null)).AssertStatus(200).Json;
            cases += (int)part["cases"]!;
            continuation = (string?)part["continuation"];
        }
        while (continuation is not null);

        Assert.True(cases > 0);
        (await SendAsync(HttpMethod.Post, admin, $"{path}?continuation=x.y", content: null)).AssertProblem(
            400, "malformed-parameter", "continuation");
    }

    private static JsonObject Reason(string code) => new() { ["reasonCode"] = code };

    private string Officer(string subject, string? onBehalfOf = null)
    {
        Dictionary<string, object> claims = new() { ["roles"] = new[] { "bank-officer" } };
        if (onBehalfOf is not null)
        {
            claims["on_behalf_of"] = onBehalfOf;
        }

        return Issuer.Token(subject, claims);
    }

    private Task<Answer> PostAsync(string path, string token, JsonObject? body = null) => SendAsync(
        HttpMethod.Post, token, $"/api/payments/statements/{path}", body is null ? null : Json(body.ToJsonString()));

    private async Task<string?> ResolveAsync(string path, string token, string reason) =>
        (string?)(await PostAsync(path, token, Reason(reason))).AssertStatus(200).Json["state"];

    private async Task<JsonNode[]> DiscrepanciesAsync() =>
        [.. (await GetAsync(Officer("officer-1"), "/api/payments/statements/2025-06-03/discrepancies"))
            .AssertStatus(200).Json["discrepancies"]!.AsArray()!];

    private async Task<(string CaseId, string OrderId)> UntilPaymentAsync()
    {
        (string caseId, string first) = await OpenAsync("SS-02");
        await DecideAsync(caseId, first, Reviewer("reviewer-1"), new() { ["verdict"] = "approved" });
        string second = await TaskOfLevelAsync(caseId, level: 2);
        await DecideAsync(
            caseId,
            second,
            Reviewer("reviewer-2", level: 2),
            new() { ["verdict"] = "approved", ["amountFen"] = AmountFen });
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["payment"]?["state"] == "registered");
        return (caseId, (string)file["payment"]!["orderId"]!);
    }
}
