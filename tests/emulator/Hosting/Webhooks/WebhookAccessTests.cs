using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Hosting.Webhooks;
using Daoban.Emulator.Storage;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>Who may call the durable webhooks: the system key's holder, and in Development only from here.</summary>
public sealed class WebhookAccessTests(AzuriteFixture azurite)
{
    private const string Instances = WebhookApp.Base + "/instances";

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("bogus", HttpStatusCode.Unauthorized)]
    [InlineData("host", HttpStatusCode.Unauthorized)]
    [InlineData("other", HttpStatusCode.Unauthorized)]
    [InlineData("system", HttpStatusCode.OK)]
    [InlineData("master", HttpStatusCode.OK)]
    public async Task H145_Key_OpensTheWebhooks(string? key, HttpStatusCode status)
    {
        await using WebhookApp webhooks = await WebhookApp.StartAsync(azurite.ConnectionString);
        string? value = await KeyAsync(webhooks.App, key);
        using var request = new HttpRequestMessage(HttpMethod.Get, Instances);
        if (value is not null)
        {
            request.Headers.Add("x-functions-key", value);
        }

        HttpResponseMessage byHeader = await webhooks.App.Client.SendAsync(request);
        HttpResponseMessage byQuery = await webhooks.App.Client.GetAsync($"{Instances}?code={value}");

        Assert.Equal((status, status), (byHeader.StatusCode, byQuery.StatusCode));
        Assert.Equal(
            status == HttpStatusCode.Unauthorized ? ["Bearer"] : [],
            byHeader.Headers.WwwAuthenticate.Select(header => header.Scheme));
    }

    [Fact]
    public async Task H84_KeyFileWithoutTheSystemKey_GetsItAndKeepsTheRest()
    {
        TestAppOptions options = WebhookApp.Options(azurite.ConnectionString);
        BlobClient file = Secrets().GetBlobClient($"{options.Settings["AzureFunctionsWebHost__hostid"]}/host.json");
        await Secrets().CreateIfNotExistsAsync();
        await file.UploadAsync(BinaryData.FromString("""
            {
              "masterKey": { "name": "master", "value": "m", "encrypted": false },
              "functionKeys": [], "systemKeys": [], "hostName": "localhost"
            }
            """));

        await using WebhookApp webhooks = await WebhookApp.StartAsync(options);

        JsonElement stored = JsonDocument.Parse((await file.DownloadContentAsync()).Value.Content).RootElement;
        JsonElement key = Assert.Single(stored.GetProperty("systemKeys").EnumerateArray());
        Assert.Equal("durabletask_extension", key.GetProperty("name").GetString());
        Assert.Equal(webhooks.Key, key.GetProperty("value").GetString());
        Assert.Equal("m", stored.GetProperty("masterKey").GetProperty("value").GetString());
        Assert.Equal("localhost", stored.GetProperty("hostName").GetString());
    }

    [Fact]
    public async Task H84_TwoHostsThatMakeTheKeyAtOnce_Agree()
    {
        string hostId = $"w{Guid.NewGuid():N}"[..20];
        await Secrets().CreateIfNotExistsAsync();
        FunctionKeys[] hosts = [.. Enumerable.Range(0, 4).Select(_ => Keys(hostId))];

        string?[] keys = await Task.WhenAll(hosts.Select(host =>
            host.SystemKeyAsync(WebhookAddress.KeyName, CancellationToken.None)));

        Assert.Single(keys.Distinct());
    }

    [Theory]
    [InlineData("Development", "10.1.2.3", StatusCodes.Status404NotFound)]
    [InlineData("Development", "::ffff:10.1.2.3", StatusCodes.Status404NotFound)]
    [InlineData("Development", "127.0.0.1", StatusCodes.Status200OK)]
    [InlineData("Development", "::1", StatusCodes.Status200OK)]
    [InlineData("Production", "10.1.2.3", StatusCodes.Status200OK)]
    public async Task Webhooks_InDevelopment_AnswerThisMachineOnly(string environment, string client, int status)
    {
        TestAppOptions options = WebhookApp.Options(azurite.ConnectionString);
        await using WebhookApp webhooks = await WebhookApp.StartAsync(options with
        {
            Settings = new Dictionary<string, string>(options.Settings)
            {
                ["AZURE_FUNCTIONS_ENVIRONMENT"] = environment,
            },
        });
        var context = new DefaultHttpContext { RequestServices = webhooks.App.Host.Services };
        context.Connection.RemoteIpAddress = IPAddress.Parse(client);
        context.Request.Method = "GET";
        context.Request.Path = Instances;
        context.Request.Headers["x-functions-key"] = webhooks.Key;

        await webhooks.App.Get<HttpRequestHandler>().HandleAsync(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Fact]
    public async Task Webhooks_OfAnAppWithoutDurableFunctions_DoNotExist()
    {
        await using TestApp app = await TestApp.StartAsync(WebhookApp.Options(azurite.ConnectionString) with
        {
            Functions = [],
        });
        string? master = await KeyAsync(app, "master");

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync($"{Instances}?code={master}")).StatusCode);
    }

    private BlobContainerClient Secrets() =>
        new StorageClients(azurite.ConnectionString).Blobs.GetBlobContainerClient("azure-webjobs-secrets");

    private FunctionKeys Keys(string hostId)
    {
        var setup = new FunctionsHostSetup
        {
            AppDirectory = AppContext.BaseDirectory,
            FunctionTypes = () => [],
            Settings = new Dictionary<string, string> { ["AzureFunctionsWebHost__hostid"] = hostId },
        };
        var configuration = new ConfigurationManager { ["AzureWebJobsStorage"] = azurite.ConnectionString };
        return new FunctionKeys(new AppSettings(configuration), new HostIdentity(setup));
    }

    private async Task<string?> KeyAsync(TestApp app, string? kind)
    {
        if (kind is null or "bogus")
        {
            return kind;
        }

        await app.Get<FunctionKeys>().EnsureAsync([], CancellationToken.None);
        BlobClient file = Secrets().GetBlobClient($"{app.Get<HostIdentity>().Id}/host.json");
        JsonElement host = JsonDocument.Parse((await file.DownloadContentAsync()).Value.Content).RootElement;
        JsonElement key = kind switch
        {
            "master" => host.GetProperty("masterKey"),
            "host" => host.GetProperty("functionKeys")[0],
            _ => host.GetProperty("systemKeys")[0],
        };
        return kind == "other"
            ? await app.Get<FunctionKeys>().SystemKeyAsync("eventgrid_extension", CancellationToken.None)
            : key.GetProperty("value").GetString();
    }
}
