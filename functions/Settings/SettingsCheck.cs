using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Daoban.Functions.Settings;

/// <summary>Holds a configuration against <see cref="AppSettings"/>.</summary>
internal sealed class SettingsCheck(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Everything that begins so is ours, and a name that is not in the table is a typing error.</summary>
    private const string Prefix = "Daoban";

    // DAOBAN_TOKEN and the like are variables of programs beside the application.
    private const string OtherPrograms = "DAOBAN_";

    /// <summary>One line for each setting that is missing, not to be read, or unknown.</summary>
    public IReadOnlyList<string> Find() =>
    [
        .. AppSettings.All.Where(IsMissing).Select(Missing),
        .. SettingGroups.All.Where(group => !group.IsCheckedByOptions && IsNeeded(group)).SelectMany(Check),
        .. Unreadable().Select(setting => $"{setting.Name} must be {setting.Form.Text}."),
        .. Unknown(),
    ];

    /// <summary>Settings whose value is of another form than theirs; binding it would fail and quote it.</summary>
    public IEnumerable<AppSetting> Unreadable() => AppSettings.All.Where(setting =>
        setting.Owner == SettingOwner.Application
        && !setting.IsPattern
        && IsSet(setting.Name)
        && !setting.Form.Fits(configuration[setting.Key]!));

    private bool IsSet(string name) => !string.IsNullOrWhiteSpace(configuration[SettingNames.KeyOf(name)]);

    private bool IsMissing(AppSetting setting) =>
        (setting.Need == SettingNeed.Required
            || (setting.Need == SettingNeed.RequiredOutsideDevelopment && !environment.IsDevelopment()))
        && (setting.With is null || IsSet(setting.With))
        && !IsSet(setting.Name);

    private static string Missing(AppSetting setting)
    {
        string with = setting.With is null ? "" : $" with {setting.With}";
        string where = setting.Need == SettingNeed.RequiredOutsideDevelopment ? " outside Development" : "";
        return $"{setting.Name} is needed{with}{where}: {setting.Form.Text}.";
    }

    private bool IsNeeded(SettingGroup group) =>
        group.When is not { } when
        || (IsSet(when.Name)
            ? when.Value.Equals(configuration[SettingNames.KeyOf(when.Name)], StringComparison.OrdinalIgnoreCase)
            : when.IsDefault);

    private IEnumerable<string> Check(SettingGroup group)
    {
        IReadOnlyList<string>[] begun = [.. group.Ways.Where(way => way.Any(IsSet))];
        return begun.Length switch
        {
            0 => [$"{group.Name} is needed: {string.Join(", or ", group.Ways.Select(Written))}."],
            > 1 when group.IsExclusive =>
                [$"{group.Name} is given twice: set {string.Join(" or ", begun.Select(way => way[0]))}, not both."],
            _ => begun[0].Where(name => !IsSet(name))
                .Select(name => $"{name} is needed with {begun[0].First(IsSet)}."),
        };
    }

    private static string Written(IReadOnlyList<string> way) => string.Join(" with ", way);

    private IEnumerable<string> Unknown() =>
        from setting in configuration.AsEnumerable()
        where setting.Value is not null
            && setting.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && !setting.Key.StartsWith(OtherPrograms, StringComparison.Ordinal)
        let name = SettingNames.OfKey(setting.Key)
        where AppSettings.Find(name) is null
        orderby name
        let nearest = SettingNames.Nearest(name, AppSettings.All.Select(known => known.Name))
        select nearest is null
            ? $"{name} is not a setting of this application."
            : $"{name} is not a setting of this application; did you mean {nearest}?";
}
