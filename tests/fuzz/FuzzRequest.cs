namespace Daoban.Fuzz;

/// <summary>One request as it goes over the wire.</summary>
/// <param name="Bytes">Request line, headers and as much of the body as is sent.</param>
/// <param name="IsBroken">Not whole, or no HTTP: the server may close the connection instead of answering.</param>
internal sealed record FuzzRequest(byte[] Bytes, bool IsBroken)
{
    private const int Shown = 1_500;
    private const int ShownOfLine = 300;
    private const int ShownOfToken = 40;

    /// <summary>The beginning of it, tokens left out.</summary>
    public string Describe()
    {
        string text = System.Text.Encoding.Latin1.GetString(Bytes[..Math.Min(Bytes.Length, Shown)]);
        return string.Join('\n', text.Split('\n').Select(Shorten));
    }

    private static string Shorten(string line)
    {
        int most = line.StartsWith("Authorization:", StringComparison.Ordinal) ? ShownOfToken : ShownOfLine;
        return line.Length > most ? line[..most] + "…" : line;
    }
}
