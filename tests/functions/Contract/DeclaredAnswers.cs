using System.Text.Json.Nodes;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What the API description says that each operation may answer.</summary>
internal static class DeclaredAnswers
{
    private static readonly Lazy<Task<JsonNode>> Paths = new(ReadAsync);

    /// <summary>Asserts that the operation declares the answer's status, and the code of a problem.</summary>
    public static async Task AssertDeclaredAsync(HttpMethod method, string path, Answer answer)
    {
        if (Find(method, path) is not { } function)
        {
            // The host's own 404: no function of ours answered.
            return;
        }

        string template = "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);
        JsonNode operation = (await Paths.Value)[template]![method.Method.ToLowerInvariant()]!;
        JsonNode? declared = operation["responses"]![$"{answer.Status}"];
        Assert.True(declared is not null, $"{function.Name} does not declare {answer.Status}: {answer.Text}");
        if (answer.MediaType == ProblemResult.MediaType)
        {
            Assert.Contains($"`{answer.Json["code"]}`", (string?)declared["description"], StringComparison.Ordinal);
        }
    }

    // As the host does: by method, in the order of names; the catch-all comes last.
    private static HttpFunction? Find(HttpMethod method, string path)
    {
        string[] segments = path.Split('?')[0].Trim('/').Split('/');
        return HttpFunction.All.FirstOrDefault(function =>
            function.Methods.Contains(method.Method) && Fits(function.Route.Split('/'), segments));
    }

    private static bool Fits(string[] route, string[] segments) =>
        route[^1].StartsWith("{*", StringComparison.Ordinal)
        || (route.Length == segments.Length
            && route.Zip(segments).All(pair => pair.First[0] == '{' || pair.First == pair.Second));

    private static async Task<JsonNode> ReadAsync()
    {
        var description = new ApiDescription(Options.Create(new IdentityOptions
        {
            Authority = new Uri("https://login.example.cn/tenant"),
            Audience = "daoban-api",
        }));
        return JsonNode.Parse(await description.WriteAsync(default))!["paths"]!;
    }
}
