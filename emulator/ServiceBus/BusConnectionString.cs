namespace Daoban.Emulator.ServiceBus;

/// <summary>Reads a Service Bus connection string as upstream does, as far as it matters here.</summary>
internal static class BusConnectionString
{
    private const string EmulatorFlag = "UseDevelopmentEmulator";

    /// <summary>Whether the text is a connection string of the local emulator.</summary>
    public static bool IsEmulated(string text) =>
        text.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase)
        && bool.TryParse(Tokens(text).GetValueOrDefault(EmulatorFlag), out bool flag)
        && flag;

    /// <summary>The host of the endpoint.</summary>
    /// <exception cref="FormatException">Nothing of it can be read.</exception>
    /// <exception cref="ArgumentException">Endpoint or key are missing.</exception>
    public static string NamespaceOf(string connectionString)
    {
        Dictionary<string, string> tokens = Tokens(connectionString);
        if (tokens.Count == 0)
        {
            throw new FormatException(
                "The connection string could not be parsed; either it was malformed or contains no well-known tokens.");
        }

        bool hasKey = tokens.ContainsKey("SharedAccessKeyName") && tokens.ContainsKey("SharedAccessKey");
        return Uri.TryCreate(tokens.GetValueOrDefault("Endpoint"), UriKind.Absolute, out Uri? endpoint)
            && (hasKey || tokens.ContainsKey("SharedAccessSignature"))
            ? endpoint.Host
            : throw new ArgumentException(
                "The connection string used for an Service Bus client must specify the Service Bus namespace host and "
                + "either a Shared Access Key (both the name and value) OR a Shared Access Signature to be valid.",
                nameof(connectionString));
    }

    private static Dictionary<string, string> Tokens(string text) => text
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(token => token.Split('=', 2))
        .Where(parts => parts.Length == 2)
        .GroupBy(parts => parts[0].Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.Last()[1].Trim(), StringComparer.OrdinalIgnoreCase);
}
