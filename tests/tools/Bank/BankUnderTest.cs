using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.BankSimulator;
using Daoban.BankSimulator.Contract;
using Microsoft.AspNetCore.Builder;

namespace Daoban.Tools.Tests.Bank;

/// <summary>A simulator on a free port, with a merchant who signs and a receiver of its callbacks.</summary>
internal sealed class BankUnderTest : IAsyncDisposable
{
    public const string OrderId = "0d7e4b61-9a55-4f0c-8e1d-2b476f1c2a34-1";

    private readonly WebApplication app;

    private BankUnderTest(WebApplication app, CallbackReceiver receiver)
    {
        this.app = app;
        Receiver = receiver;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public CallbackReceiver Receiver { get; }

    public static byte[] Secret { get; } = new BankSettings().SecretBytes();

    public static async Task<BankUnderTest> StartAsync(string? folder = null, CallbackReceiver? receiver = null)
    {
        string[] data = folder is null ? [] : ["--data", folder];
        WebApplication app = BankHost.Create([
            "--urls", "http://127.0.0.1:0", "--Bank:FirstRetry", "00:00:00.02", "--Bank:LongestRetry", "00:00:00.05",
            "--Logging:LogLevel:Default", "Warning", .. data]);
        await app.StartAsync();
        return new BankUnderTest(app, receiver ?? await CallbackReceiver.StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    public JsonObject Registration(long amountFen = 1_080_000) => new()
    {
        ["operation"] = "register",
        ["orderId"] = OrderId,
        ["amountFen"] = amountFen,
        ["itemCode"] = "SS-03",
        ["expiresAt"] = "2099-12-31T16:00:00+00:00",
        ["notifyUrl"] = Receiver.Url,
    };

    public static JsonObject Wish(string operation) => new() { ["operation"] = operation, ["orderId"] = OrderId };

    public Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(JsonObject body, string? path = null) =>
        SendAsync(Sign(path ?? $"/orders/{body["operation"]}", body.ToJsonString()));

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpRequestMessage message)
    {
        using HttpResponseMessage answer = await Http.SendAsync(message);
        string text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonNode.Parse(text.Length == 0 ? "{}" : text)!);
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> ControlAsync(string path, object? body = null)
    {
        using HttpResponseMessage answer = await Http.PostAsync(
            new Uri($"/simulator/{path}", UriKind.Relative), body is null ? null : JsonContent.Create(body));
        string text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonNode.Parse(text.Length == 0 ? "{}" : text)!);
    }

    public async Task<JsonNode> OverviewAsync() =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri($"/simulator/orders/{OrderId}", UriKind.Relative)))!;

    public async Task<JsonNode> OverviewAsync(Func<JsonNode, bool> condition)
    {
        DateTime deadline = DateTime.UtcNow.AddSeconds(20);
        JsonNode overview = await OverviewAsync();
        while (!condition(overview))
        {
            Assert.True(DateTime.UtcNow < deadline, overview.ToJsonString());
            await Task.Delay(20);
            overview = await OverviewAsync();
        }

        return overview;
    }

    public static HttpRequestMessage Sign(
        string path, string body, string merchant = "daoban-dev", long? timestamp = null, string? nonce = null)
    {
        string time = (timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        string once = nonce ?? Guid.NewGuid().ToString("N");
        HttpRequestMessage message = new(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        message.Headers.Add(MessageSignature.MerchantHeader, merchant);
        message.Headers.Add(MessageSignature.TimestampHeader, time);
        message.Headers.Add(MessageSignature.NonceHeader, once);
        message.Headers.Add(
            MessageSignature.SignatureHeader, MessageSignature.Sign(Secret, time, once, Encoding.UTF8.GetBytes(body)));
        return message;
    }

    public static string Code((HttpStatusCode Status, JsonNode Body) answer) => answer.Body["code"]!.GetValue<string>();
}
