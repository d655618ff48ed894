using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.BankSimulator.Statements;
using Daoban.TestKit;
using static Daoban.Tools.Tests.Bank.BankUnderTest;

namespace Daoban.Tools.Tests.Bank;

public sealed class StatementContractTests
{
    // In China, as the contract counts days.
    private static string Today => DayAfter(0);

    [Fact]
    public void Write_PaymentsOfTheContractsExample_IsTheExample()
    {
        string contract = File.ReadAllText(Repository.PathTo("docs", "bank-contract.md"));

        byte[] file = StatementFile.Write(
            "daoban-dev",
            new DateOnly(2026, 11, 25),
            [
                new(
                    "6f1c2a34-0d7e-4b61-9a55-3f0c8e1d2b47-1",
                    "S202611250000000002",
                    1_080_000,
                    new DateTimeOffset(2026, 11, 25, 3, 4, 5, TimeSpan.Zero)),
                new(
                    OrderId,
                    "S202611250000000004",
                    654_300,
                    new DateTimeOffset(2026, 11, 25, 15, 59, 59, TimeSpan.Zero)),
            ]);

        Assert.Contains($"```\n{Encoding.UTF8.GetString(file)}```", contract, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DayThatIsNotOver_IsNotReady()
    {
        await using BankUnderTest bank = await StartAsync();

        var answer = await bank.SendAsync(Wish(Today), "/statements/get");

        Assert.Equal((HttpStatusCode.NotFound, "statement-not-ready"), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task Get_DayThatIsOver_IsMadeWithWhatWasPaidThen()
    {
        await using BankUnderTest bank = await StartAsync();
        await PaidAsync(bank);

        (JsonObject header, JsonObject[] lines, byte[] rest) = Read(await GetAsync(bank, DayAfter(-1)));

        Assert.Equal(
            ("daoban-statement/1", "daoban-dev", DayAfter(-1), 0, 0),
            ((string?)header["format"], (string?)header["merchantId"], (string?)header["day"], (int)header["count"]!,
                (long)header["sumFen"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(rest)), (string?)header["linesSha256"]);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task Get_EarlyByWish_HasEveryPaymentOfTheDay()
    {
        await using BankUnderTest bank = await StartAsync();
        await PaidAsync(bank);
        await bank.ControlAsync($"orders/{OrderId}/payments", new { amountFen = 5, force = true });
        await bank.ControlAsync($"statements/{Today}", new { early = true });

        byte[] file = await GetAsync(bank, Today);

        (JsonObject header, JsonObject[] lines, byte[] rest) = Read(file);
        Assert.Equal((2, 1_080_005), ((int)header["count"]!, (long)header["sumFen"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(rest)), (string?)header["linesSha256"]);
        Assert.Equal([1_080_000, 5], lines.Select(line => (long)line["amountFen"]!));
        Assert.All(lines, line => Assert.Equal(OrderId, (string?)line["orderId"]));
        Assert.Equal(2, lines.Select(line => (string?)line["bankSerial"]).Distinct().Count());
        Assert.Equal((byte)'\n', file[^1]);
    }

    [Fact]
    public async Task Get_Withheld_IsNotReadyUntilItIsGivenFree()
    {
        await using BankUnderTest bank = await StartAsync();
        await bank.ControlAsync($"statements/{DayAfter(-1)}", new { withhold = true });
        Assert.Equal(
            HttpStatusCode.NotFound, (await bank.SendAsync(Wish(DayAfter(-1)), "/statements/get")).Status);

        await bank.ControlAsync($"statements/{DayAfter(-1)}");

        Assert.NotEmpty(await GetAsync(bank, DayAfter(-1)));
    }

    [Theory]
    [InlineData("truncate")]
    [InlineData("hash")]
    [InlineData("sum")]
    [InlineData("count")]
    [InlineData("duplicate")]
    [InlineData("day")]
    [InlineData("format")]
    [InlineData("omit")]
    public async Task Get_DamagedByWish_IsAnotherFile(string damage)
    {
        await using BankUnderTest bank = await StartAsync();
        await PaidAsync(bank);
        await bank.ControlAsync($"statements/{Today}", new { early = true });
        byte[] sound = await GetAsync(bank, Today);

        await bank.ControlAsync($"statements/{Today}", new { early = true, damage });

        Assert.NotEqual(sound, await GetAsync(bank, Today));
    }

    [Fact]
    public async Task Get_OtherBodyOrSignature_IsRefused()
    {
        await using BankUnderTest bank = await StartAsync();

        var operation = await bank.SendAsync(
            new JsonObject { ["operation"] = "query", ["day"] = Today }, "/statements/get");
        var day = await bank.SendAsync(Wish("yesterday"), "/statements/get");
        var merchant = await bank.SendAsync(
            Sign("/statements/get", Wish(Today).ToJsonString(), merchant: "somebody"));

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-request"), (operation.Status, Code(operation)));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed-request"), (day.Status, Code(day)));
        Assert.Equal((HttpStatusCode.Unauthorized, "unknown-merchant"), (merchant.Status, Code(merchant)));
    }

    private static string DayAfter(int days) => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(days)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Wish(string day) => new() { ["operation"] = "statement", ["day"] = day };

    private static async Task PaidAsync(BankUnderTest bank)
    {
        await bank.SendAsync(bank.Registration());
        await bank.ControlAsync($"orders/{OrderId}/payments");
    }

    private static async Task<byte[]> GetAsync(BankUnderTest bank, string day)
    {
        using HttpRequestMessage request = Sign("/statements/get", Wish(day).ToJsonString());
        using HttpResponseMessage answer = await bank.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static (JsonObject Header, JsonObject[] Lines, byte[] Body) Read(byte[] file)
    {
        byte[] rest = file[(Array.IndexOf(file, (byte)'\n') + 1)..];
        string[] lines = Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonObject[] read = [.. lines.Select(line => JsonNode.Parse(line)!.AsObject())];
        return (read[0], read[1..], rest);
    }
}
