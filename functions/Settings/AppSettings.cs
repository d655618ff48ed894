namespace Daoban.Functions.Settings;

/// <summary>
/// Every setting that the application, its libraries and its host are given. The check at the start, the table in
/// docs/operations.md and the infrastructure are held against it.
/// </summary>
internal static class AppSettings
{
    /// <summary>All of them, in the order in which operators read them.</summary>
    public static IReadOnlyList<AppSetting> All { get; } =
        [.. ConnectionSettings.All, .. ApplicationSettings.All, .. PlatformSettings.All];

    /// <summary>The setting with this name in environment form; null when there is none.</summary>
    public static AppSetting? Find(string name) => All.FirstOrDefault(setting => setting.Matches(name));
}
