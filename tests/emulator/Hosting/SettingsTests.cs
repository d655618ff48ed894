using System.Net;
using Daoban.Emulator.Hosting.Settings;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("""{ "version": "2.0" """, "host.json is not valid JSON")]
    [InlineData("{ }", "host.json must have \"version\": \"2.0\"")]
    [InlineData("""{ "version": 2 }""", "host.json must have \"version\": \"2.0\"")]
    [InlineData(null, "host.json is missing")]
    public async Task H100_UnusableHostJson_StopsTheStart(string? hostJson, string message)
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApp.StartAsync(new TestAppOptions([typeof(Functions)]) { HostJson = hostJson }));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H136_UnknownSetting_IsWarnedAboutAndTheRestWorks()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            HostJson = """
                { "version": "2.0", // comments are fine
                  "customSection": { "a": 1 }, "functionTimeout": "00:05:00",
                  "logging": { "logLevel": { "default": "Information" } } }
                """,
        });

        string[] warnings = [.. app.Log.All.Where(line => line.Contains("has no effect", StringComparison.Ordinal))];
        Assert.Equal(2, warnings.Length);
        Assert.Contains("'customSection.a'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("'functionTimeout'", warnings[1], StringComparison.Ordinal);
        Assert.Equal("on", await app.Client.GetStringAsync("/api/Switch"));
    }

    [Fact]
    public async Task H137_Override_IsStrongerThanTheFile()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            HostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "filep" } } }""",
            Settings =
                new Dictionary<string, string> { ["AzureFunctionsJobHost__extensions__http__ROUTEPREFIX"] = "envp" },
        });

        Assert.Equal("on", await app.Client.GetStringAsync("/envp/Switch"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/filep/Switch")).StatusCode);
    }

    [Fact]
    public async Task H137_LogLevel_FiltersByCategory()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            HostJson = """{ "version": "2.0", "logging": { "logLevel": { "Function.Switch": "Error" } } }""",
        });

        await app.Client.GetStringAsync("/api/Switch");
        await app.Client.GetStringAsync("/api/Other");
        // The answer is out before the line about its success is written.
        await app.StopAsync();

        Assert.DoesNotContain(app.Log.All, line => line.Contains("Function.Switch: Execut", StringComparison.Ordinal));
        Assert.Contains(app.Log.All, line => line.Contains("Function.Other: Executed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H73_ContentRoot_IsTheAppsFolder()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        Assert.True(File.Exists(Path.Combine(app.Get<IHostEnvironment>().ContentRootPath, "host.json")));
    }

    [Fact]
    public async Task H75_HostJson_IsNotInTheAppsConfiguration()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Settings = new Dictionary<string, string> { ["Section__Name"] = "value" },
        });

        IConfiguration configuration = app.Get<IConfiguration>();
        Assert.Null(configuration["version"]);
        Assert.Equal("value", configuration["Section:Name"]);
    }

    [Theory]
    [InlineData("AzureWebJobs.Switch.Disabled", "true", HttpStatusCode.NotFound)]
    [InlineData("AzureWebJobs.Switch.Disabled", "1", HttpStatusCode.NotFound)]
    [InlineData("AzureWebJobs_Switch_Disabled", "True", HttpStatusCode.NotFound)]
    [InlineData("AzureWebJobs__Switch__Disabled", "true", HttpStatusCode.OK)]
    [InlineData("AzureWebJobs.Switch.Disabled", "false", HttpStatusCode.OK)]
    public async Task H98_DisabledFunction_Is404AndStillHoldsItsRoute(string name, string value, HttpStatusCode status)
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Settings = new Dictionary<string, string> { [name] = value },
        });

        Assert.Equal(status, (await app.Client.GetAsync("/api/Switch")).StatusCode);
        Assert.Equal(
            status == HttpStatusCode.NotFound,
            app.Log.All.Any(line => line.EndsWith("Function 'Switch' is disabled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task H98_DisabledFunctions_NeedNoStorageAndTakeNoName()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(NeedsStorage), typeof(Functions)])
        {
            Settings = new[] { "Keyed", "Client", "Orchestrator", "Activity", "SameActivity" }
                .ToDictionary(name => $"AzureWebJobs.{name}.Disabled", _ => "true"),
        });

        Assert.Equal("on", await app.Client.GetStringAsync("/api/Switch"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/api/Keyed")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/api/Client")).StatusCode);
    }

    [Fact]
    public void H99_Setting_IsResolvedAndAMissingOneIsNamed()
    {
        AppSettings settings = Settings(("Queue", "real"), ("Suffix", "x"));

        Assert.Equal("real-x", settings.Resolve("%Queue%-%Suffix%"));
        Assert.Equal("100%", settings.Resolve("100%"));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => settings.Resolve("%No%"));
        Assert.Equal("'%No%' does not resolve to a value.", error.Message);
    }

    [Theory]
    [InlineData(null, "host")]
    [InlineData("", "host")]
    [InlineData("Storage", "host")]
    [InlineData("AzureWebJobsStorage", "host")]
    [InlineData("Mine", "prefixed")]
    [InlineData("Plain", "plain")]
    [InlineData("Named", "named")]
    public void H99_Connection_LooksForThePrefixedNameFirst(string? name, string expected)
    {
        AppSettings settings = Settings(
            ("AzureWebJobsStorage", "host"),
            ("AzureWebJobsMine", "prefixed"),
            ("Mine", "unprefixed"),
            ("Plain", "plain"),
            ("ConnectionStrings:Named", "named"));

        Assert.Equal(expected, settings.StorageConnection(name));
    }

    [Fact]
    public void H138_LocalSettings_BecomeVariables()
    {
        LocalSettings settings = LocalSettings.Parse("""
            { "IsEncrypted": false, // as Core Tools writes it
              "Values": { "A": "1", "Null": null, "Empty": "", "Bool": true },
              "ConnectionStrings": { "Db": "text" },
              "Host": { "LocalHttpPort": 7080 } }
            """);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["A"] = "1",
                ["Empty"] = "",
                ["Bool"] = "True",
                ["ConnectionStrings:Db"] = "text",
            },
            settings.Variables);
        Assert.Equal(7080, settings.Port);
    }

    [Fact]
    public void H138_LocalSettings_DoNotReplaceAVariableThatIsSet()
    {
        var variables = new Dictionary<string, string?> { ["Set"] = "environment", ["Empty"] = "" };

        LocalSettings.Parse("""
            { "Values": { "Set": "file", "Empty": "file", "New": "file" }, "Host": { "LocalHttpPort": 7080 } }
            """)
            .Apply("/app", variables.GetValueOrDefault, (name, value) => variables[name] = value);

        Assert.Equal("environment", variables["Set"]);
        Assert.Equal(("file", "file"), (variables["Empty"], variables["New"]));
        Assert.Equal(
            ("Development", "/app"), (variables["AZURE_FUNCTIONS_ENVIRONMENT"], variables["AzureWebJobsScriptRoot"]));
        Assert.Equal("http://localhost:7080", variables["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task H138_LocalSettingsOfTheFolder_AreFound()
    {
        using var folder = new ScratchFolder();
        Assert.Null(LocalSettings.Load(folder.Path));

        await File.WriteAllTextAsync(folder.Combine("local.settings.json"), """{ "Values": { "A": "1" } }""");

        Assert.Equal("1", LocalSettings.Load(folder.Path)!.Variables["A"]);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true }""", "encrypted")]
    [InlineData("""{ "Values": { "Secret": "hunter2", } """, "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    public void H138_UnusableLocalSettings_AreRefusedWithoutQuotingThem(string json, string message)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => LocalSettings.Parse(json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 32)]
    [InlineData("myhost", 6)]
    public void H139_HostId_IsStableAndShort(string? configured, int maxLength)
    {
        FunctionsHostSetup setup = new()
        {
            AppDirectory = "/some/folder/",
            FunctionTypes = () => [],
            Settings = configured is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["AzureFunctionsWebHost__hostid"] = configured },
        };

        string id = new HostIdentity(setup).Id;

        Assert.Equal(id, new HostIdentity(setup with { AppDirectory = "/some/folder" }).Id);
        Assert.InRange(id.Length, 1, maxLength);
        Assert.Matches("^[a-z0-9-]+$", id);
    }

    private static AppSettings Settings(params (string Name, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build());

    public static class NeedsStorage
    {
        [Function("Keyed")]
        public static void Keyed([HttpTrigger(AuthorizationLevel.Function)] HttpRequest req)
        {
        }

        [Function("Client")]
        public static void Client(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req,
            [DurableClient(ConnectionName = "Nowhere")] DurableTaskClient client)
        {
        }

        [Function("Orchestrator")]
        public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;

        [Function("Activity")]
        public static void Activity([ActivityTrigger] string? input)
        {
        }

        [Function("SameActivity")]
        public static void SameActivity([ActivityTrigger(Activity = "Activity")] string? input)
        {
        }
    }

    public static class Functions
    {
        [Function("Switch")]
        public static IActionResult Switch([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult("on");

        [Function("Other")]
        public static void Other([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }
}
