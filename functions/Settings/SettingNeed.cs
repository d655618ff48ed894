namespace Daoban.Functions.Settings;

/// <summary>Whether the application starts without a setting.</summary>
internal enum SettingNeed
{
    /// <summary>It has a default, or what it switches on stays off.</summary>
    Optional,

    /// <summary>Nowhere.</summary>
    Required,

    /// <summary>In Development only.</summary>
    RequiredOutsideDevelopment,

    /// <summary>It is one of several ways to say the same; see <see cref="SettingGroups"/>.</summary>
    OneOfGroup,
}
