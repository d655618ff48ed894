using Daoban.Functions.Settings;

namespace Daoban.Architecture.Tests.Settings;

/// <summary>The table of settings as docs/operations.md shows it.</summary>
internal static class SettingsTable
{
    public static IEnumerable<string> Write() =>
    [
        "| setting | needed | must be | meaning |",
        "|---|---|---|---|",
        .. AppSettings.All.Select(Row),
    ];

    private static string Row(AppSetting setting)
    {
        string secret = setting.IsSecret ? " (secret)" : "";
        string form = setting.Form.Text.Replace("|", "\\|", StringComparison.Ordinal);
        return $"| `{setting.Name}` | {Needed(setting)} | {form}{secret} | {setting.Meaning} |";
    }

    private static string Needed(AppSetting setting)
    {
        string with = setting.With is null ? "" : $" with `{setting.With}`";
        return setting.Need switch
        {
            SettingNeed.Required => $"yes{with}",
            SettingNeed.RequiredOutsideDevelopment => $"outside Development{with}",
            SettingNeed.OneOfGroup => "one of several",
            _ => "no",
        };
    }
}
