using System.Text.Json;

namespace Daoban.Emulator.Hosting.Settings;

/// <summary>local.settings.json, which upstream's Core Tools turn into environment variables of the host.</summary>
internal sealed class LocalSettings(IReadOnlyDictionary<string, string> variables, int? port)
{
    private const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Values, and connection strings as <c>ConnectionStrings:Name</c>. Null values are left out.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = variables;

    /// <summary><c>Host.LocalHttpPort</c>.</summary>
    public int? Port { get; } = port;

    /// <returns>Null when the folder has no such file.</returns>
    /// <exception cref="InvalidOperationException">The file is encrypted, or not such a file.</exception>
    public static LocalSettings? Load(string directory)
    {
        string path = Path.Combine(directory, FileName);
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : null;
    }

    public static LocalSettings Parse(string json)
    {
        using JsonDocument document = ParseJson(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidOperationException($"{FileName} is not a JSON object.");
        }

        if (root.TryGetProperty("IsEncrypted", out JsonElement encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new InvalidOperationException($"{FileName} is encrypted; run 'func settings decrypt' first.");
        }

        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        AddAll(root, "Values", "", variables);
        AddAll(root, "ConnectionStrings", "ConnectionStrings:", variables);
        int? port = root.TryGetProperty("Host", out JsonElement host)
            && host.ValueKind == JsonValueKind.Object
            && host.TryGetProperty("LocalHttpPort", out JsonElement number)
            && number.TryGetInt32(out int value)
            ? value
            : null;
        return new LocalSettings(variables, port);
    }

    /// <summary>Sets the variables, and those that Core Tools add; one that exists and is not empty wins.</summary>
    public void Apply(string directory, Func<string, string?> get, Action<string, string> set)
    {
        foreach ((string name, string value) in Variables)
        {
            SetUnlessSet(name, value);
        }

        SetUnlessSet("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        SetUnlessSet("AzureWebJobsScriptRoot", directory);
        if (Port is { } port)
        {
            SetUnlessSet("ASPNETCORE_URLS", $"http://localhost:{port}");
        }

        void SetUnlessSet(string name, string value)
        {
            if (string.IsNullOrEmpty(get(name)))
            {
                set(name, value);
            }
        }
    }

    private static void AddAll(JsonElement root, string section, string prefix, Dictionary<string, string> variables)
    {
        if (!root.TryGetProperty(section, out JsonElement values) || values.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (value.Value.ValueKind != JsonValueKind.Null)
            {
                variables[prefix + value.Name] = value.Value.ToString();
            }
        }
    }

    private static JsonDocument ParseJson(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException exception)
        {
            // The file holds secrets: only the position is told.
            throw new InvalidOperationException(
                $"{FileName} is not valid JSON "
                + $"(line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}).");
        }
    }
}
