using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Daoban.Functions;
using Daoban.TestKit;
using Daoban.Workflows;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Architecture.Tests;

/// <summary>What the azure build makes of the very same sources.</summary>
public sealed class AzurePublishTests(AzurePublish azure) : IClassFixture<AzurePublish>
{
    private const string Application = "Daoban.Functions.dll";

    // By WithServiceBus=false: its package is not served everywhere.
    private const string LeftOut = "Daoban.Functions.ServiceBus";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Functions_OfTheAzureBuild_AreThoseOfTheOtherOne()
    {
        azure.Require();

        JsonNode metadata = JsonNode.Parse(File.ReadAllText(Path.Combine(azure.Folder, "functions.metadata")))!;
        Assert.Equal(
            FunctionMethods().Select(Describe).Order(StringComparer.Ordinal),
            metadata.AsArray().Select(function => Describe(function!)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_OfTheAzureBuild_AreComplete()
    {
        azure.Require();

        Assert.Equal(
            File.ReadAllText(Repository.PathTo("host.json")),
            File.ReadAllText(Path.Combine(azure.Folder, "host.json")));
        JsonNode worker = JsonNode.Parse(File.ReadAllText(Path.Combine(azure.Folder, "worker.config.json")))!;
        Assert.Equal(Application, (string?)worker["description"]!["defaultWorkerPath"]);
        JsonNode extensions = JsonNode.Parse(File.ReadAllText(Path.Combine(azure.Folder, "extensions.json")))!;
        Assert.Superset(
            new HashSet<string> { "AzureStorageQueues", "DurableTask" },
            extensions["extensions"]!.AsArray().Select(extension => (string)extension!["name"]!).ToHashSet());
        Assert.All(
            extensions["extensions"]!.AsArray().Select(extension => (string)extension!["hintPath"]!),
            path => Assert.True(File.Exists(Path.Combine(azure.Folder, path)), path));
        string beside = Path.GetDirectoryName(typeof(WorkflowServices).Assembly.Location)!;
        string[] data = ["Calendar", "Catalog", "Privacy", "Stations"];
        Assert.Equal(
            data.SelectMany(folder => FilesBelow(beside, folder)),
            data.SelectMany(folder => FilesBelow(azure.Folder, folder)));
    }

    [Fact]
    public void Files_OfThisMachineOrOfTheEmulator_AreNotPublished()
    {
        azure.Require();

        Assert.DoesNotContain(
            Directory.EnumerateFiles(azure.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name == "local.settings.json" || name!.Contains("Emulator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenApi_WrittenByTheAzureBuild_IsThatOfTheOtherOne()
    {
        azure.Require();
        using ScratchFolder folder = new();
        string[] files = [folder.Combine("azure.json"), folder.Combine("other.json")];
        string[] apps = [Path.Combine(azure.Folder, Application), typeof(DaobanApplication).Assembly.Location];

        JsonNode[] documents = await Task.WhenAll(files.Zip(apps, WriteOpenApiAsync));

        Assert.Equal(documents[1].ToJsonString(), documents[0].ToJsonString());
    }

    // The version names the commit, and one of the two builds may be of before.
    private static async Task<JsonNode> WriteOpenApiAsync(string file, string app)
    {
        string[] arguments = [app, "openapi", "--out", file, "--authority", "https://login.example.cn"];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        JsonNode document = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        document["info"]!["version"] = "";
        return document;
    }

    private static IEnumerable<string> FilesBelow(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder))
            .Select(file => Path.GetRelativePath(root, file))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<MethodInfo> FunctionMethods() =>
        from assembly in (Assembly[])[typeof(DaobanApplication).Assembly, typeof(WorkflowServices).Assembly]
        from type in assembly.GetTypes()
        where type.Namespace != LeftOut
        from method in type.GetMethods(Declared)
        where method.IsDefined(typeof(FunctionAttribute))
        select method;

    // "GetCase httpTrigger connection= methods=get ..." of a compiled function.
    private static string Describe(MethodInfo method)
    {
        Attribute trigger = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes())
            .Single(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
        string type = trigger.GetType().Name[..^nameof(Attribute).Length];
        string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        return Describe(name, type, property => trigger.GetType().GetProperty(property)?.GetValue(trigger) switch
        {
            string[] many => string.Join(',', many),
            var one => one?.ToString(),
        });
    }

    private static string Describe(JsonNode function)
    {
        JsonNode trigger = function["bindings"]!.AsArray().Single(binding =>
            ((string)binding!["type"]!).EndsWith("Trigger", StringComparison.Ordinal))!;
        return Describe((string)function["name"]!, (string)trigger["type"]!, property =>
            trigger[char.ToLowerInvariant(property[0]) + property[1..]] switch
            {
                JsonArray many => string.Join(',', many.Select(one => (string)one!)),
                var one => one?.ToString(),
            });
    }

    private static string Describe(string name, string type, Func<string, string?> property)
    {
        string[] properties = type.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => ["AuthLevel", "Methods", "Route"],
            "QUEUETRIGGER" => ["Connection", "QueueName"],
            "TIMERTRIGGER" => ["Schedule"],
            _ => [],
        };
        IEnumerable<string> values = properties.Select(each => $"{each}={property(each)}");
        return string.Join(' ', [name, type.ToUpperInvariant(), .. values]);
    }
}
