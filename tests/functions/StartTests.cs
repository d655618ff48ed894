using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Daoban.Functions.Settings;
using Daoban.TestKit;
using Daoban.Workflows.Keys;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Tests;

/// <summary>What the application makes of local.settings.sample.json, in Development and elsewhere.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> Sample =
        JsonNode.Parse(File.ReadAllText(Repository.PathTo("local.settings.sample.json")))!["Values"]!
            .AsObject()
            .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    [Fact]
    public void Sample_Settings_AreEnoughForDevelopment() => Validate(Environments.Development, Sample);

    [Fact]
    public void Sample_Keys_AreThosePublishedOnes() =>
        Assert.Equal(
            (SampleKeys.WrappingKeyId, SampleKeys.WrappingKey, SampleKeys.HashKey),
            (
                Sample["Daoban__Keys__WrappingKeyId"],
                Sample["Daoban__Keys__WrappingKey"],
                Sample["Daoban__Keys__HashKey"]));

    [Theory]
    [InlineData("Daoban__Identity__Authority must be HTTPS")]
    [InlineData("Daoban__Keys__WrappingKey")]
    [InlineData("Daoban__Keys__HashKey")]
    [InlineData("Daoban__Bank__Secret")]
    [InlineData("Daoban__Signing__KeyFile")]
    [InlineData("Daoban__Timestamps__TrustedCertificates")]
    public void Start_SampleSettingsOutsideDevelopment_IsRefused(string fault)
    {
        var refusal = Assert.Throws<SettingsException>(() => Validate(Environments.Production, Sample));

        Assert.Contains(refusal.Faults, told => told.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Daoban__Identity__Authority")]
    [InlineData("Daoban__Identity__Audience")]
    [InlineData("Daoban__Keys__WrappingKey")]
    [InlineData("Daoban__Bank__Secret")]
    [InlineData("Daoban__Signing__KeyFile")]
    public void Start_SettingMissing_IsRefusedAndNamed(string setting)
    {
        var incomplete = new Dictionary<string, string>(Sample) { [setting] = "" };

        var refusal = Assert.Throws<SettingsException>(() => Validate(Environments.Development, incomplete));

        Assert.Contains(setting.Split("__")[^1], Assert.Single(refusal.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ManyFaults_AreToldAtOnceOnceEachAndWithoutValues()
    {
        var wrong = new Dictionary<string, string>(Sample)
        {
            ["Daoban__Identity__Authority"] = "",
            ["Daoban__Keys__HashKey"] = "hidden-value",
            ["Daoban__Bank__BaseUrl"] = "hidden-value",
            ["Daoban__Limits__PerIdentityPerMinute"] = "hidden-value",
            ["Daoban__Limits__PerAddressPerMinute"] = "0",
            ["Daoban__Rights__DueAfterWorkingDays"] = "5",
            ["Daoban__Limit__PerAddressPerMinute"] = "hidden-value",
        };

        var refusal = Assert.Throws<SettingsException>(() => Validate(Environments.Development, wrong));

        Assert.Equal(
            [
                "Daoban__Identity__Authority is needed: an absolute http(s) address.",
                "Daoban__Bank__BaseUrl must be an absolute http(s) address.",
                "Daoban__Limits__PerIdentityPerMinute must be a whole number, 1 to 1,000,000.",
                "Daoban__Limit__PerAddressPerMinute is not a setting of this application; did you mean "
                    + "Daoban__Limits__PerAddressPerMinute?",
                "Daoban__Keys__HashKey must be Base64 of 32 bytes.",
                "Daoban__Limits__PerAddressPerMinute: The field PerAddressPerMinute must be between 1 and 1000000.",
                "Daoban__Rights: RemindAfterWorkingDays < DueAfterWorkingDays < LapseAfterWorkingDays.",
            ],
            refusal.Faults);
        Assert.DoesNotContain("hidden-value", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DaobanStorage__tableServiceUri", "an absolute http(s) address without a path")]
    [InlineData("Daoban__Timestamps__Timeout", "a duration")]
    public async Task Start_ValueThatCannotBeRead_IsRefusedBeforeAnybodyReadsIt(string setting, string rule)
    {
        using IHost host = Build(
            Environments.Development, new Dictionary<string, string>(Sample) { [setting] = "hidden-value" });

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => host.StartAsync());

        Assert.Contains(
            refusal.Faults, told => told.StartsWith($"{setting} must be {rule}", StringComparison.Ordinal));
        Assert.DoesNotContain("hidden-value", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PlainHttpIssuerInProduction_StopsTheHostBeforeItTouchesStorage()
    {
        // Everything else is as it should be, and storage would refuse the very first request.
        using ClosedPort storage = new();
        using ScratchFolder folder = new();
        using ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string keyFile = folder.Combine("signing-key.pem");
        await File.WriteAllTextAsync(keyFile, signing.ExportPkcs8PrivateKeyPem());
        var settings = new Dictionary<string, string>(Sample)
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["DaobanStorage"] = storage.ConnectionString,
            ["urls"] = "http://127.0.0.1:0",
            ["Daoban__Identity__Authority"] = "http://login.example.cn",
            ["Daoban__Signing__KeyFile"] = keyFile,
            ["Daoban__Timestamps__Url"] = "",
            ["Daoban__Keys__WrappingKeyId"] = "own",
            ["Daoban__Keys__WrappingKey"] = Key(1),
            ["Daoban__Keys__HashKey"] = Key(2),
            ["Daoban__Bank__BaseUrl"] = "https://bank.example.cn",
            ["Daoban__Bank__CallbackUrl"] = "https://daoban.example.cn/api/bank/callbacks",
            ["Daoban__Bank__Secret"] = Key(3),
        };
        using IHost host = Build(Environments.Production, settings);

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => host.StartAsync());

        Assert.Equal(
            ["Daoban__Identity__Authority must be HTTPS in the environment Production."], refusal.Faults);

        static string Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());
    }

    private static void Validate(string environment, Dictionary<string, string> settings)
    {
        using IHost host = Build(environment, settings);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static IHost Build(string environment, Dictionary<string, string> settings)
    {
        FunctionsApplicationBuilder builder = DaobanApplication.CreateBuilder(
            [.. settings.Select(
                setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}")]);
        builder.Environment.EnvironmentName = environment;
        return builder.Build();
    }
}
