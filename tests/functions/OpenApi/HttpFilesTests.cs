using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Tests.OpenApi;

/// <summary>The requests in http/ are those of the application, each once.</summary>
public sealed class HttpFilesTests
{
    private const string Bearer = "Authorization: Bearer {{";

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly HttpFileRequest[] Requests =
        [.. HttpFileRequest.All().Where(request => request.IsOurs)];

    [Fact]
    public void Files_EveryFunctionAndMethod_HasOneRequestInTheFileOfItsCapability()
    {
        IEnumerable<string> expected =
            from function in HttpFunction.All
            from method in function.Methods
            select $"{function.Method.DeclaringType!.Namespace!.Split('.')[^1]}: {method} {function.Name}";

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Requests.Select(request => $"{request.File}: {request.Method} {FunctionOf(request)?.Name ?? request.Path}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_Variables_AreDefined()
    {
        HashSet<string> environment =
        [
            .. JsonNode.Parse(File.ReadAllText(Path.Combine(HttpFileRequest.Folder, "http-client.env.json")))!["local"]!
                .AsObject()
                .Select(variable => variable.Key),
        ];

        Assert.All(HttpFileRequest.All(), request => Assert.All(request.UsedVariables, name => Assert.True(
            name.StartsWith('$')
                || environment.Contains(name)
                || request.Variables.ContainsKey(name.Split('.')[0]),
            $"{request.File}: {name}")));
    }

    [Fact]
    public void Files_TokensOfRequests_AreOfAPersonWhoMay() => Assert.All(Requests, request =>
    {
        AccessRule rule = AccessTable.Find(FunctionOf(request)!.Name)!;
        string? person = request.Headers.FirstOrDefault(header => header.StartsWith(Bearer, Ordinal))
            ?[Bearer.Length..].Split('.')[0];
        if (rule.Authentication == Authentication.Bearer)
        {
            Assert.Contains(person, rule.Roles.Select(role => role.Replace("-", "", Ordinal)));
        }
        else
        {
            Assert.Null(person);
        }
    });

    [Fact]
    public async Task Files_JsonBodies_HaveWhatTheDocumentAsksFor()
    {
        JsonNode document = JsonNode.Parse(await new ApiDescription(Options.Create(new IdentityOptions
        {
            Authority = new Uri("https://login.example.cn"),
        })).WriteAsync(default))!;
        foreach (HttpFileRequest request in Requests)
        {
            HttpFunction function = FunctionOf(request)!;
            string path = "/" + function.Route.Replace("{*", "{", Ordinal);
            string? schema = (string?)document["paths"]![path]![request.Method.ToLowerInvariant()]!
                ["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"];
            Assert.Equal(schema is not null, request.Body.StartsWith('{'));
            if (schema is not null)
            {
                JsonNode described = document["components"]!["schemas"]![schema.Split('/')[^1]]!;
                string[] members = [.. JsonNode.Parse(request.Body)!.AsObject().Select(member => member.Key)];
                Assert.Empty(members.Except(described["properties"]!.AsObject().Select(member => member.Key)));
                Assert.Empty(described["required"]!.AsArray().Select(name => (string)name!).Except(members));
            }
        }
    }

    [Fact]
    public void Files_IncludedFiles_AreThere() => Assert.All(
        Requests.Where(request => request.Body.StartsWith('<')),
        request => Assert.True(File.Exists(Path.Combine(HttpFileRequest.Folder, request.Body[1..].Trim()))));

    [Fact]
    public void Parse_Text_FindsRequestsWithTheirParts()
    {
        HttpFileRequest request = HttpFileRequest.Parse(
            "Cases",
            "@id = 7\n\n### A token\n# @name clerk\nPOST {{issuer}}/token\n\nperson=a\n\n"
            + "### 查看\n# why\nPUT {{base}}/api/{{id}}?x=1\nAuthorization: Bearer {{clerk.response.body.$.t}}\n\n{\n}\n")
            .Single(each => each.IsOurs);

        Assert.Equal(("PUT", "/api/{{id}}?x=1", "{\n}"), (request.Method, request.Path, request.Body));
        Assert.Equal(["Authorization: Bearer {{clerk.response.body.$.t}}"], request.Headers);
        Assert.Equal(["base", "id", "clerk.response.body.$.t"], request.UsedVariables);
        Assert.Equal(["id", "clerk"], request.Variables.Keys);
        Assert.Equal("/api/7?x=1", request.Fill(request.Path, _ => ""));
    }

    // The catch-all only takes what nothing else does.
    private static HttpFunction? FunctionOf(HttpFileRequest request)
    {
        string path = request.Path.Split('?')[0].TrimStart('/');
        return HttpFunction.All
            .Where(function => function.Methods.Contains(request.Method) && Matches(function.Route, path))
            .OrderBy(function => function.Route.Contains("{*", Ordinal))
            .FirstOrDefault();
    }

    private static bool Matches(string route, string path) =>
        route.Contains("{*", Ordinal)
            ? path.StartsWith(route[..route.IndexOf("{*", Ordinal)], Ordinal)
            : route.Split('/').Length == path.Split('/').Length
                && route.Split('/').Zip(path.Split('/')).All(pair =>
                    pair.First.StartsWith('{')
                        ? Regex.IsMatch(pair.Second, @"^\{\{\w+\}\}\z")
                        : pair.First == pair.Second);
}
