using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.OpenApi;

/// <summary>One request of a file in http/.</summary>
/// <param name="File">The file's name without its ending: the capability.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">As written, variables included.</param>
/// <param name="Headers">Lines of headers.</param>
/// <param name="Body">Text, or <c>&lt; path</c>; empty for none.</param>
/// <param name="Variables">What the file defines.</param>
internal sealed partial record HttpFileRequest(
    string File,
    string Method,
    string Address,
    IReadOnlyList<string> Headers,
    string Body,
    IReadOnlyDictionary<string, string> Variables)
{
    private const string Base = "{{base}}";

    public static string Folder { get; } = Repository.PathTo("http");

    /// <summary>Whether it goes to the application and not to the token issuer.</summary>
    public bool IsOurs => Address.StartsWith(Base, StringComparison.Ordinal);

    /// <summary>The path with its query.</summary>
    public string Path => Address[Base.Length..];

    /// <summary>Names of everything that stands in double braces.</summary>
    public IEnumerable<string> UsedVariables => Variable()
        .Matches(string.Join('\n', [Address, .. Headers, Body]))
        .Select(match => match.Groups["name"].Value);

    /// <summary>All requests of all files.</summary>
    public static IEnumerable<HttpFileRequest> All() =>
        from file in Directory.EnumerateFiles(Folder, "*.http").Order(StringComparer.Ordinal)
        from request in Parse(System.IO.Path.GetFileNameWithoutExtension(file), System.IO.File.ReadAllText(file))
        select request;

    public static IEnumerable<HttpFileRequest> Parse(string file, string text)
    {
        string[] parts = text.Split("\n###");
        Dictionary<string, string> variables = Definition().Matches(parts[0])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        foreach (string part in parts.Skip(1))
        {
            if (Name().Match(part) is { Success: true } name)
            {
                variables[name.Groups["name"].Value] = "";
            }

            string[] lines = [.. part.Split('\n').Skip(1).SkipWhile(line => line.StartsWith('#'))];
            string[] start = lines[0].Split(' ', 2);
            string[] headers = [.. lines.Skip(1).TakeWhile(line => line.Length > 0)];
            string body = string.Join('\n', lines.Skip(1 + headers.Length)).Trim();
            yield return new HttpFileRequest(file, start[0], start[1], headers, body, variables);
        }
    }

    /// <summary>A text with this file's variables and the given ones filled in.</summary>
    public string Fill(string text, Func<string, string> other) => Variable().Replace(text, match =>
        Variables.TryGetValue(match.Groups["name"].Value, out string? value) && value.Length > 0
            ? value
            : other(match.Groups["name"].Value));

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^@(?<name>\w+) = (?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^# @name (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();
}
