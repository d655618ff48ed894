using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Daoban.Functions.Http;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Daoban.Functions.OpenApi;

/// <summary>
/// The schemas of a document. Each record is described once, by the same serializer options that read or write it.
/// </summary>
internal sealed class SchemaBook(OpenApiDocument document)
{
    private const string Folder = "#/components/schemas/";

    /// <summary>The schema of a JSON body.</summary>
    public IOpenApiSchema ForRequest(Type type) => For(type, HttpJson.Reading);

    /// <summary>The schema of a JSON answer.</summary>
    public IOpenApiSchema ForResponse(Type type) => For(type, HttpJson.Writing);

    private IOpenApiSchema For(Type type, JsonSerializerOptions options)
    {
        if (options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
        {
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = For(element, options) };
        }

        Describe(type, options);
        return new OpenApiSchemaReference(type.Name, document);
    }

    private void Describe(Type type, JsonSerializerOptions options)
    {
        document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (document.Components.Schemas.ContainsKey(type.Name))
        {
            return;
        }

        var inside = new HashSet<Type>();
        JsonNode schema = options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Refer(context, node, inside),
        });
        document.Components.Schemas[type.Name] = OpenApiModelFactory.Parse<OpenApiSchema>(
            schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _, OpenApiConstants.Json)!;
        foreach (Type member in inside)
        {
            Describe(member, options);
        }
    }

    private static JsonNode Refer(JsonSchemaExporterContext context, JsonNode node, HashSet<Type> inside)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        bool isOurs = type.Namespace?.StartsWith(nameof(Daoban), StringComparison.Ordinal) == true;
        if (context.Path.IsEmpty || !isOurs || type.IsEnum || typeof(IEnumerable).IsAssignableFrom(type))
        {
            return node;
        }

        inside.Add(type);
        return new JsonObject { ["$ref"] = Folder + type.Name };
    }
}
