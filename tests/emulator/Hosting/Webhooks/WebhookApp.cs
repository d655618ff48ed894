using System.Text;
using System.Text.Json;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>An app with a few orchestrators and a caller that has the system key.</summary>
internal sealed class WebhookApp : IAsyncDisposable
{
    public const string Base = "/runtime/webhooks/durabletask";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private WebhookApp(TestApp app, string key)
    {
        App = app;
        Key = key;
    }

    public TestApp App { get; }

    /// <summary>The system key.</summary>
    public string Key { get; }

    public DurableTaskClient Durable => App.Get<DurableHost>().Client;

    public string Hub => App.Get<DurableHost>().HubName;

    public static TestAppOptions Options(string connection) => new([typeof(WebhookFunctions)])
    {
        HostJson = $$"""
            { "version": "2.0", "extensions": { "durableTask": { "hubName": "W{{Guid.NewGuid():N}}" } } }
            """,
        Settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connection,
            ["AzureFunctionsWebHost__hostid"] = $"w{Guid.NewGuid():N}"[..20],
        },
    };

    public static async Task<WebhookApp> StartAsync(TestAppOptions options)
    {
        TestApp app = await TestApp.StartAsync(options);
        string? key = await app.Get<FunctionKeys>().SystemKeyAsync(WebhookAddress.KeyName, CancellationToken.None);
        return new WebhookApp(app, key!);
    }

    public static Task<WebhookApp> StartAsync(string connection) => StartAsync(Options(connection));

    /// <summary>Sends a request with the key to a path below the base.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? json = null, string mediaType = "application/json")
    {
        var request = new HttpRequestMessage(method, Base + path);
        request.Headers.Add("x-functions-key", Key);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, mediaType);
        }

        return App.Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, string? json = null) =>
        SendAsync(HttpMethod.Post, path, json);

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        HttpResponseMessage answer = await GetAsync(path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Runs an orchestration to its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, string id, object? input = null)
    {
        await Durable.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        return await EndAsync(id);
    }

    /// <summary>Starts an orchestration and waits until it runs.</summary>
    public async Task StartAsync(string name, string id, object? input = null)
    {
        await Durable.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        using var limit = new CancellationTokenSource(Deadline);
        await Durable.WaitForInstanceStartAsync(id, limit.Token);
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var limit = new CancellationTokenSource(Deadline);
        return await Durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
