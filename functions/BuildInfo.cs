using System.Reflection;

namespace Daoban.Functions;

/// <summary>What this build is.</summary>
internal static class BuildInfo
{
    /// <summary>The version of this build.</summary>
    public static string Version { get; } = typeof(BuildInfo).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
