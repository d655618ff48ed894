using System.Runtime.CompilerServices;

namespace Daoban.Emulator.Tests;

/// <summary>
/// Takes out of this process what a developer's or a build's environment would otherwise tell every tested host.
/// </summary>
internal static class AmbientSettings
{
    private static readonly string[] Prefixes =
        ["ASPNETCORE_", "AZURE_FUNCTIONS_", "AzureFunctions", "AzureWebJobs", "hostBuilder", "Kestrel", "Logging"];

    private static readonly string[] Names =
        ["DOTNET_ENVIRONMENT", "DOTNET_URLS", "ENVIRONMENT", "HTTP_PORTS", "HTTPS_PORTS", "URLS"];

    [ModuleInitializer]
    public static void Clear()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().ToArray())
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
