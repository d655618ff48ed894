using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

/// <summary>An HTTP answer, read whole.</summary>
public sealed record Answer(int Status, string? MediaType, HttpResponseHeaders Headers, byte[] Bytes)
{
    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    /// <summary>
    /// Asserts a problem document with status, code and field, and that it has everything that is promised.
    /// </summary>
    public Answer AssertProblem(int status, string code, string? field = null)
    {
        Assert.True(Status == status && MediaType == "application/problem+json", $"{Status} {MediaType} {Text}");
        JsonNode problem = Json;
        Assert.Equal((code, field), ((string?)problem["code"], (string?)problem["field"]));
        Assert.Equal(status, (int)problem["status"]!);
        Assert.Equal($"/problems/{code}", (string?)problem["type"]);
        Assert.Contains((string)problem["title"]!, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.NotEmpty((string)problem["titleEn"]!);
        Assert.NotEmpty((string)problem["traceId"]!);
        Assert.StartsWith("urn:daoban:invocation:", (string)problem["instance"]!, StringComparison.Ordinal);
        return this;
    }

    public Answer AssertStatus(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }
}
