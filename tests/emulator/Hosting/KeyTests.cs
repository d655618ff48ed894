using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Storage;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class KeyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task H81_AnonymousFunction_IgnoresKeys()
    {
        await using TestApp app = await StartAsync();

        Assert.Equal("open bogus", await app.Client.GetStringAsync("/api/Open?code=bogus"));
    }

    [Theory]
    [InlineData("Keyed", null, HttpStatusCode.Unauthorized)]
    [InlineData("Keyed", "bogus", HttpStatusCode.Unauthorized)]
    [InlineData("Keyed", "function", HttpStatusCode.OK)]
    [InlineData("Keyed", "host", HttpStatusCode.OK)]
    [InlineData("Keyed", "master", HttpStatusCode.OK)]
    [InlineData("Keyed", "other", HttpStatusCode.Unauthorized)]
    [InlineData("Default", null, HttpStatusCode.Unauthorized)]
    [InlineData("Boss", "host", HttpStatusCode.Unauthorized)]
    [InlineData("Boss", "master", HttpStatusCode.OK)]
    [InlineData("Off", "function", HttpStatusCode.NotFound)]
    [InlineData("Off", "master", HttpStatusCode.OK)]
    public async Task H82_H83_Key_OpensWhatItIsFor(string function, string? key, HttpStatusCode status)
    {
        await using TestApp app = await StartAsync();
        string? value = key is null ? null : await KeyAsync(app, key);

        HttpResponseMessage byHeader = await SendAsync(app, function, value);
        HttpResponseMessage byQuery = await app.Client.GetAsync($"/api/{function}?code={value}");

        Assert.Equal((status, status), (byHeader.StatusCode, byQuery.StatusCode));
        Assert.Empty(byHeader.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task H84_Keys_OutliveTheHost()
    {
        await using TestApp first = await StartAsync();
        string key = await KeyAsync(first, "function");
        string hostId = first.Get<HostIdentity>().Id;
        await first.StopAsync();

        await using TestApp second = await StartAsync(hostId);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(second, "Keyed", key)).StatusCode);
    }

    [Fact]
    public async Task H85_H86_AdminStatus_NeedsTheMasterKey()
    {
        await using TestApp app = await StartAsync();
        string master = await KeyAsync(app, "master");

        HttpResponseMessage closed = await app.Client.GetAsync("/admin/host/status");
        string status = await app.Client.GetStringAsync($"/admin/host/status?code={master}");

        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal("Bearer", closed.Headers.WwwAuthenticate.Single().Scheme);
        JsonElement root = JsonDocument.Parse(status).RootElement;
        Assert.Equal(app.Get<HostIdentity>().Id, root.GetProperty("id").GetString());
        Assert.Equal("Running", root.GetProperty("state").GetString());
    }

    [Fact]
    public async Task H101_StorageUnreachable_OpenFunctionsAnswerAndKeyedOnesStayClosed()
    {
        using var nobody = new ClosedPort();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = nobody.ConnectionString },
        });

        Assert.Equal("open ", await app.Client.GetStringAsync("/api/Open"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.GetAsync("/api/Keyed")).StatusCode);
    }

    [Fact]
    public async Task H84_KeyFileThatCannotBeRead_IsWarnedAboutAndDoesNotSpoilTheStop()
    {
        string hostId = $"h{Guid.NewGuid():N}"[..20];
        BlobContainerClient secrets = new StorageClients(azurite.ConnectionString).Blobs
            .GetBlobContainerClient("azure-webjobs-secrets");
        await secrets.CreateIfNotExistsAsync();
        await secrets.UploadBlobAsync($"{hostId}/host.json", BinaryData.FromString("{"));

        TestApp app = await StartAsync(hostId);
        await Eventually.HoldsAsync(() => app.Log.All.Any(line => line.EndsWith(
            "Function keys could not be read from storage (JsonException)", StringComparison.Ordinal)));

        await app.DisposeAsync();
    }

    private Task<TestApp> StartAsync(string? hostId = null) =>
        TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Settings = new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["AzureFunctionsWebHost__hostid"] = hostId ?? $"h{Guid.NewGuid():N}"[..20],
                ["AzureWebJobs.Off.Disabled"] = "true",
            },
        });

    private async Task<string> KeyAsync(TestApp app, string kind)
    {
        await app.Get<FunctionKeys>().EnsureAsync(["Keyed", "Default", "Off"], CancellationToken.None);
        BlobContainerClient secrets = new StorageClients(azurite.ConnectionString).Blobs
            .GetBlobContainerClient("azure-webjobs-secrets");
        string hostId = app.Get<HostIdentity>().Id;
        return kind switch
        {
            "master" => await ReadAsync("host", host => host.GetProperty("masterKey")),
            "host" => await ReadAsync("host", host => host.GetProperty("functionKeys")[0]),
            "function" => await ReadAsync("keyed", function => function.GetProperty("keys")[0]),
            "other" => await ReadAsync("default", function => function.GetProperty("keys")[0]),
            _ => kind,
        };

        async Task<string> ReadAsync(string name, Func<JsonElement, JsonElement> pick)
        {
            var content = await secrets.GetBlobClient($"{hostId}/{name}.json").DownloadContentAsync();
            return pick(JsonDocument.Parse(content.Value.Content).RootElement).GetProperty("value").GetString()!;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, string function, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{function}");
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await app.Client.SendAsync(request);
    }

    public static class Functions
    {
        [Function("Open")]
        public static IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, string? code) =>
            new OkObjectResult($"open {code}");

        [Function("Keyed")]
        public static void Keyed([HttpTrigger(AuthorizationLevel.Function)] HttpRequest req)
        {
        }

        [Function("Default")]
        public static void Default([HttpTrigger] HttpRequest req)
        {
        }

        [Function("Boss")]
        public static void Admin([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest req)
        {
        }

        [Function("Off")]
        public static void Off([HttpTrigger(AuthorizationLevel.Function)] HttpRequest req)
        {
        }
    }
}
