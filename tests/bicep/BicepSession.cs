using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests;

/// <summary>
/// The Bicep command line of the NuGet package as one process that answers JSON-RPC: starting it costs more than what
/// it does. It needs no network. One call at a time.
/// </summary>
internal sealed class BicepSession : IDisposable
{
    private const string LengthHeader = "Content-Length: ";

    private static readonly string? Folder = typeof(BicepSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(each => each.Key == "BicepFolder")?.Value;

    private readonly Process process = Process.Start(
        new ProcessStartInfo(Path.Combine(Folder!, "bicep"), ["jsonrpc", "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private int calls;

    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public static string? Missing => Folder is null
        ? "The Bicep command line is fetched for Linux on x64 only; here nothing of Bicep was checked."
        : null;

    /// <summary>Calls a method, such as <c>compileParams</c>, and gives its result.</summary>
    /// <exception cref="InvalidOperationException">It answered with an error.</exception>
    public async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = ++calls,
            ["method"] = $"bicep/{method}",
            ["params"] = new JsonArray(parameters),
        };
        byte[] body = Encoding.UTF8.GetBytes(request.ToJsonString());
        Stream input = process.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.ASCII.GetBytes($"{LengthHeader}{body.Length}\r\n\r\n"));
        await input.WriteAsync(body);
        await input.FlushAsync();

        JsonNode answer = JsonNode.Parse(await ReadAsync(process.StandardOutput.BaseStream))!;
        return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<byte[]> ReadAsync(Stream output)
    {
        int length = 0;
        while (await LineAsync(output) is { Length: > 0 } header)
        {
            if (header.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan(LengthHeader.Length), CultureInfo.InvariantCulture);
            }
        }

        byte[] body = new byte[length];
        await output.ReadExactlyAsync(body);
        return body;
    }

    // Byte by byte: a reader would take part of the body with it. Headers are short.
    private static async Task<string> LineAsync(Stream output)
    {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await output.ReadAsync(one) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd('\r');
    }
}
