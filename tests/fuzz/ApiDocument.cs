using System.Text.Json.Nodes;

namespace Daoban.Fuzz;

/// <summary>The API description that an application serves.</summary>
internal sealed class ApiDocument
{
    private const string Json = "application/json";

    private readonly JsonNode document;

    private ApiDocument(JsonNode document)
    {
        this.document = document;
        Operations = [.. Read(document).OrderBy(operation => operation.Id, StringComparer.Ordinal)];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static async Task<ApiDocument> ReadAsync(HttpClient http, Uri app, CancellationToken cancellationToken) =>
        new(JsonNode.Parse(await http.GetStringAsync(new Uri(app, "api/openapi.json"), cancellationToken))!);

    /// <summary>A schema with its reference followed.</summary>
    public JsonNode Resolve(JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? reference.Split('/')[1..].Aggregate(document, (node, name) => node[name]!)
        : schema;

    private static IEnumerable<ApiOperation> Read(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select Read(path.Key, method.Key, method.Value!);

    private static ApiOperation Read(string path, string method, JsonNode operation)
    {
        JsonObject? content = operation["requestBody"]?["content"]?.AsObject();
        JsonObject? security = operation["security"]?.AsArray().FirstOrDefault()?.AsObject();
        return new ApiOperation(
            (string)operation["operationId"]!,
            method.ToUpperInvariant(),
            path,
            [
                .. from parameter in operation["parameters"]?.AsArray() ?? []
                   where (string?)parameter!["in"] == "query"
                   select (string)parameter["name"]!,
            ],
            content is null ? [] : [.. content.Select(type => type.Key)],
            content?[Json]?["schema"],
            [.. security?["openIdConnect"]?.AsArray().Select(role => (string)role!) ?? []],
            security?.ContainsKey("bankSignature") is true);
    }
}
