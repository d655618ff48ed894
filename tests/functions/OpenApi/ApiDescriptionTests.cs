using System.Text.Json.Nodes;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Daoban.Functions.Tests.OpenApi;

public sealed class ApiDescriptionTests
{
    private readonly ApiDescription description = new(Options.Create(new IdentityOptions
    {
        Authority = new Uri("https://login.example.cn/tenant"),
        Audience = "daoban-api",
    }));

    [Fact]
    public async Task Document_PathsMethodsAndOperations_AreThoseOfTheFunctions()
    {
        JsonObject paths = (await ReadAsync())["paths"]!.AsObject();

        var described =
            from path in paths
            from operation in path.Value!.AsObject()
            select $"{operation.Key.ToUpperInvariant()} {path.Key} {operation.Value!["operationId"]}";
        var existing =
            from function in HttpFunction.All
            from method in function.Methods
            select $"{method} /{function.Route.Replace("{*path}", "{path}", StringComparison.Ordinal)} {function.Name}";

        Assert.Equal(existing.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_ReadBack_HasNoErrorAndNoDanglingReference()
    {
        ReadResult result = OpenApiDocument.Parse(await description.WriteAsync(default), OpenApiConstants.Json);

        Assert.Empty(result.Diagnostic!.Errors);
        Assert.Empty(result.Diagnostic.Warnings);
        JsonNode document = await ReadAsync();
        string[] known = [.. document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)];
        Assert.All(References(document), reference =>
        {
            Assert.StartsWith("#/components/schemas/", reference, StringComparison.Ordinal);
            Assert.Contains(reference.Split('/')[^1], known);
        });
    }

    [Fact]
    public async Task Document_Security_FollowsTheAccessTable()
    {
        JsonNode document = await ReadAsync();
        foreach (HttpFunction function in HttpFunction.All)
        {
            string path = "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);
            JsonNode operation = document["paths"]![path]![function.Methods[0].ToLowerInvariant()]!;
            AccessRule rule = AccessTable.Find(function.Name)!;
            JsonNode? security = operation["security"];
            switch (rule.Authentication)
            {
                case Authentication.Bearer:
                    Assert.Equal(rule.Roles, security![0]!["openIdConnect"]!.AsArray().Select(role => (string?)role));
                    Assert.NotNull(operation["responses"]!["401"]);
                    break;
                case Authentication.Hmac:
                    Assert.NotNull(security![0]!["bankSignature"]);
                    break;
                default:
                    Assert.True(security is null or JsonArray { Count: 0 });
                    break;
            }
        }
    }

    [Fact]
    public async Task Document_SubmitCase_DescribesItsBodyAndItsProblems()
    {
        JsonNode document = await ReadAsync();
        JsonNode submit = document["paths"]!["/api/cases"]!["post"]!;
        JsonNode submission = document["components"]!["schemas"]!["CaseSubmission"]!;
        JsonNode resident = document["components"]!["schemas"]!["ResidentData"]!;

        Assert.Equal(
            "#/components/schemas/CaseSubmission",
            (string?)submit["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Contains("caseId", submission["required"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("#/components/schemas/ResidentData", (string?)submission["properties"]!["resident"]!["$ref"]);
        Assert.DoesNotContain("phone", resident["required"]!.AsArray().Select(name => (string?)name));
        JsonNode responses = submit["responses"]!;
        Assert.Contains(
            ProblemCodes.IdNumberInvalid, (string?)responses["422"]!["description"], StringComparison.Ordinal);
        Assert.Contains(
            ProblemCodes.StationNotYours, (string?)responses["403"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_ReceiveBankCallback_MayBeBusyAndTakesAnyContentType()
    {
        JsonNode responses = (await ReadAsync())["paths"]!["/api/bank/callbacks"]!["post"]!["responses"]!;

        Assert.Contains(ProblemCodes.Busy, (string?)responses["503"]!["description"], StringComparison.Ordinal);
        Assert.Null(responses["415"]);
        Assert.DoesNotContain(
            ProblemCodes.MalformedJson, (string?)responses["400"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_GetHealth_SaysTheSameWhenItIsUnwell()
    {
        JsonNode responses = (await ReadAsync())["paths"]!["/api/health"]!["get"]!["responses"]!;

        Assert.Equal(
            "#/components/schemas/HealthView",
            (string?)responses["503"]!["content"]!["application/json"]!["schema"]!["$ref"]);
    }

    [Fact]
    public async Task Document_PersonalFields_AreNotInExamples() =>
        Assert.DoesNotContain("\"example", await description.WriteAsync(default), StringComparison.Ordinal);

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse(await description.WriteAsync(default))!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(member => member.Key == "$ref"
            ? [(string)member.Value!]
            : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
