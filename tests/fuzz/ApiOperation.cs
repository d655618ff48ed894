using System.Text.Json.Nodes;

namespace Daoban.Fuzz;

/// <summary>One operation of the API description.</summary>
/// <param name="Id">Its <c>operationId</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path template.</param>
/// <param name="QueryNames">Declared query parameters.</param>
/// <param name="BodyTypes">Media types of the body; empty without one.</param>
/// <param name="BodySchema">Schema of a JSON body; null for none, or for bytes.</param>
/// <param name="Roles">Roles of which one is needed; empty where anybody may call.</param>
/// <param name="IsSigned">Whether the bank signs it.</param>
internal sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<string> QueryNames,
    IReadOnlyList<string> BodyTypes,
    JsonNode? BodySchema,
    IReadOnlyList<string> Roles,
    bool IsSigned);
