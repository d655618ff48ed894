using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Hosting.Settings;

/// <summary>The app's settings as triggers see them: <c>%Name%</c>, connections, the Disabled switch.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <summary>Replaces each <c>%Name%</c> by the setting of that name.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting, or it is empty.</exception>
    public string Resolve(string text) => Placeholder().Replace(text, match =>
        configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"'{match.Value}' does not resolve to a value."));

    /// <summary>Connection string of a trigger's Connection: <c>AzureWebJobs{name}</c>, else <c>{name}</c>.</summary>
    /// <param name="name">Name of the connection; null or empty stands for Storage.</param>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public string StorageConnection(string? name) =>
        FindStorageConnection(name)
        ?? throw new InvalidOperationException(
            $"Storage account connection string 'AzureWebJobs{Short(name)}' does not exist. "
            + "Make sure that it is a defined App Setting.");

    /// <summary>As <see cref="StorageConnection"/>, or null.</summary>
    public string? FindStorageConnection(string? name)
    {
        string shortName = Short(name);
        string?[] candidates =
        [
            configuration[$"AzureWebJobs{shortName}"],
            configuration[shortName],
            configuration.GetConnectionString(shortName),
        ];
        return Array.Find(candidates, candidate => !string.IsNullOrWhiteSpace(candidate));
    }

    /// <summary>
    /// Connection string of a Service Bus trigger's Connection: <c>AzureWebJobs{name}</c>, else <c>{name}</c>.
    /// </summary>
    /// <param name="name">Name of the connection; null stands for AzureWebJobsServiceBus.</param>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public string ServiceBusConnection(string? name) =>
        FindStorageConnection(name ?? "ServiceBus")
        ?? throw new InvalidOperationException(
            $"Service Bus connection '{name ?? "AzureWebJobsServiceBus"}' does not exist. Make sure that it is a "
            + "defined App Setting; this host takes connection strings only.");

    /// <summary>Whether <c>AzureWebJobs.{function}.Disabled</c> (or with single underscores) is true or 1.</summary>
    public bool IsDisabled(string function) =>
        IsTrue(configuration[$"AzureWebJobs.{function}.Disabled"])
        || IsTrue(configuration[$"AzureWebJobs_{function}_Disabled"]);

    private static bool IsTrue(string? value) => value is "1" || (bool.TryParse(value, out bool parsed) && parsed);

    private static string Short(string? name) => string.IsNullOrWhiteSpace(name)
        ? "Storage"
        : name.StartsWith("AzureWebJobs", StringComparison.OrdinalIgnoreCase) ? name["AzureWebJobs".Length..] : name;

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
