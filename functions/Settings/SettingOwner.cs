namespace Daoban.Functions.Settings;

/// <summary>Who reads a setting.</summary>
internal enum SettingOwner
{
    /// <summary>The application and its triggers.</summary>
    Application,

    /// <summary>A library inside the application (Azure Identity, OpenTelemetry).</summary>
    Library,

    /// <summary>The Functions host.</summary>
    Host,
}
