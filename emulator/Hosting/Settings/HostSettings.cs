using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Hosting.Settings;

/// <summary>host.json, overridden by settings named <c>AzureFunctionsJobHost__section__name</c>.</summary>
internal sealed class HostSettings(IConfigurationRoot root)
{
    private const string FileName = "host.json";
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The effective tree.</summary>
    public IConfiguration Root => root;

    /// <summary>Settings that this host does not know; they have no effect.</summary>
    public IEnumerable<string> Unknown => root.AsEnumerable()
        .Where(setting => setting.Value is not null && !KnownHostSettings.Contains(setting.Key))
        .Select(setting => setting.Key.Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">host.json is missing, not JSON, or not of version 2.0.</exception>
    public static HostSettings Load(FunctionsHostSetup setup)
    {
        string path = Path.Combine(setup.AppDirectory, FileName);
        Check(path);
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddJsonFile(path, optional: false, reloadOnChange: false)
            .AddEnvironmentVariables(OverridePrefix)
            .AddInMemoryCollection(setup.Settings
                .Where(setting => setting.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase))
                .Select(setting => KeyValuePair.Create(
                    setting.Key[OverridePrefix.Length..]
                        .Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
                    (string?)setting.Value)))
            .Build();
        return new HostSettings(root);
    }

    /// <param name="key">Path with colons, for example <c>extensions:queues:batchSize</c>.</param>
    public string? Text(string key) => root[key];

    /// <exception cref="InvalidOperationException">The value is no whole number.</exception>
    public int Number(string key, int fallback) => root[key] is not { } text
        ? fallback
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Wrong(key, "a whole number");

    /// <exception cref="InvalidOperationException">The value is no time span such as 00:00:05.</exception>
    public TimeSpan Duration(string key, TimeSpan fallback) => root[key] is not { } text
        ? fallback
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value)
            ? value
            : throw Wrong(key, "a duration (hh:mm:ss)");

    private static void Check(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{FileName} is missing: {path}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("version", out JsonElement version)
                || version.ValueKind != JsonValueKind.String
                || version.GetString() != "2.0")
            {
                throw new InvalidOperationException($"{FileName} must have \"version\": \"2.0\": {path}");
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"{FileName} is not valid JSON: {path}: {exception.Message}", exception);
        }
    }

    private static InvalidOperationException Wrong(string key, string expected)
    {
        string name = key.Replace(ConfigurationPath.KeyDelimiter, ".", StringComparison.Ordinal);
        return new InvalidOperationException($"{FileName}: {name} must be {expected}.");
    }
}
