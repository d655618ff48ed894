using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.Functions;
using Daoban.Functions.Settings;
using Daoban.TestKit;
using Daoban.Workflows;

namespace Daoban.Architecture.Tests.Settings;

/// <summary>One table of settings: the code reads what stands there, documents and sample say the same.</summary>
public sealed partial class SettingsTests
{
    // Listed for the infrastructure; whoever makes the application read one takes it out here.
    private static readonly string[] Awaited =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "DaobanServiceBus",
        "DaobanServiceBus__clientId",
        "DaobanServiceBus__credential",
        "DaobanServiceBus__fullyQualifiedNamespace",
        "Daoban__Bank__StatementAskAt",
        "Daoban__Bank__StatementCutOff",
        "Daoban__Messages__Transport",
        "Daoban__Telemetry__Directory",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_METRIC_EXPORT_INTERVAL",
    ];

    private static readonly SettingsUse Use = SettingsUse.Of(
        [typeof(DaobanApplication).Assembly, typeof(WorkflowServices).Assembly], "Daoban.Functions.Settings");

    [Fact]
    public void Code_EverySettingItReads_IsInTheTable()
    {
        Assert.Contains("DaobanAnchorSchedule", Use.Names);
        Assert.Contains("Daoban__Bank__Secret", Use.Names);
        Assert.Contains("DaobanStorage__BlobServiceUri", Use.Names);
        Assert.DoesNotContain(Use.Names, IsUnknown);
    }

    [Fact]
    public void Table_EverySettingOfTheApplication_IsRead() => Assert.Equal(
        Awaited,
        AppSettings.All.Where(setting =>
                setting.Owner == SettingOwner.Application && !Use.Likely.Contains(setting.Name))
            .Select(setting => setting.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Table_Names_AreUniqueAndGroupsNameThem()
    {
        Assert.Distinct(AppSettings.All.Select(setting => setting.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(
            AppSettings.All.Where(setting => setting.Need == SettingNeed.OneOfGroup)
                .Select(setting => setting.Name)
                .Order(StringComparer.Ordinal),
            SettingGroups.All.SelectMany(group => group.Ways).SelectMany(way => way).Order(StringComparer.Ordinal));
        Assert.All(
            AppSettings.All.Where(setting => setting.With is not null),
            setting => Assert.NotNull(AppSettings.Find(setting.With!)));
    }

    /// <summary>After an intended change, take over the file that this test leaves in its output folder.</summary>
    [Fact]
    public void Operations_TableOfSettings_IsThisOne()
    {
        string[] table = [.. SettingsTable.Write()];
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "settings.md"), table);

        string[] lines = File.ReadAllLines(Repository.PathTo("docs", "operations.md"));

        Assert.Equal(table, lines.SkipWhile(line => line != table[0]).TakeWhile(line => line.Length > 0));
    }

    [Fact]
    public void Sample_Settings_AreThoseOfTheTable()
    {
        string[] sample =
        [
            .. JsonNode.Parse(File.ReadAllText(Repository.PathTo("local.settings.sample.json")))!["Values"]!
                .AsObject()
                .Select(setting => setting.Key),
        ];

        Assert.DoesNotContain(sample, IsUnknown);
        Assert.Empty(AppSettings.All
            .Where(setting => setting is { Need: SettingNeed.Required, With: null } && !sample.Contains(setting.Name))
            .Select(setting => setting.Name));
        Assert.All(
            SettingGroups.All.Where(group => group.When is not { IsDefault: false }),
            group => Assert.Contains(group.Ways, way => way.All(sample.Contains)));
    }

    [Fact]
    public void Operations_EverySettingInItsText_IsInTheTable()
    {
        string text = File.ReadAllText(Repository.PathTo("docs", "operations.md"));

        Assert.DoesNotContain(Names().Matches(text).Select(match => match.Groups["name"].Value), IsUnknown);
    }

    private static bool IsUnknown(string name) => AppSettings.Find(name) is null;

    [GeneratedRegex(@"`(?<name>Daoban\w*(?:__[\w{} ]+)+)`")]
    private static partial Regex Names();
}
