using System.Reflection;
using System.Text.RegularExpressions;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Workflows.Problems;
using Microsoft.OpenApi;

namespace Daoban.Functions.OpenApi;

/// <summary>
/// Describes one function as an operation: parameters, bodies, and the problems that it may answer with.
/// </summary>
internal sealed partial class OperationWriter(OpenApiDocument document, SchemaBook schemas)
{
    private const string Json = "application/json";

    private static readonly string[] BodyProblems =
    [
        ProblemCodes.MalformedJson, ProblemCodes.MalformedBody, ProblemCodes.TooLarge, ProblemCodes.WrongType,
    ];

    private static readonly string[] BearerProblems =
        [ProblemCodes.MissingToken, ProblemCodes.InvalidToken, ProblemCodes.RoleNotAllowed];

    /// <summary>The operation of a function, without its security.</summary>
    public OpenApiOperation Write(HttpFunction function, AccessRule rule)
    {
        OperationAttribute about = function.Method.GetCustomAttribute<OperationAttribute>()
            ?? throw new InvalidOperationException($"{function.Name} has no {nameof(OperationAttribute)}.");
        string tag = function.Method.DeclaringType!.Namespace!.Split('.')[^1];
        document.Tags ??= new HashSet<OpenApiTag>();
        if (document.Tags.All(known => known.Name != tag))
        {
            document.Tags.Add(new OpenApiTag { Name = tag });
        }

        return new OpenApiOperation
        {
            OperationId = function.Name,
            Summary = about.SummaryZh,
            Description = about.SummaryEn + ".",
            Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
            Parameters = [.. Parameters(function)],
            RequestBody = RequestBodyOf(about),
            Responses = ResponsesOf(about, rule),
        };
    }

    private static IEnumerable<IOpenApiParameter> Parameters(HttpFunction function)
    {
        foreach (Match parameter in RouteParameter().Matches(function.Route))
        {
            yield return new OpenApiParameter
            {
                Name = parameter.Groups["name"].Value,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        foreach (QueryAttribute query in function.Method.GetCustomAttributes<QueryAttribute>())
        {
            yield return new OpenApiParameter
            {
                Name = query.Name,
                In = ParameterLocation.Query,
                Required = query.Required,
                Description = query.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    private OpenApiRequestBody? RequestBodyOf(OperationAttribute about) => about switch
    {
        { Request: { } type } => new OpenApiRequestBody
        {
            Required = true,
            Content = Content([Json], schemas.ForRequest(type)),
        },
        { RequestTypes.Length: > 0 } => new OpenApiRequestBody
        {
            Required = true,
            Content = Content(about.RequestTypes, Binary()),
        },
        _ => null,
    };

    private OpenApiResponses ResponsesOf(OperationAttribute about, AccessRule rule)
    {
        var responses = new OpenApiResponses();
        foreach (int status in about.OtherStatuses.Prepend(about.Status))
        {
            responses[Status(status)] = new OpenApiResponse
            {
                Description = about.SummaryEn,
                Content = ContentOf(about),
            };
        }

        foreach (IGrouping<int, ProblemEntry> problems in Problems(about, rule)
            .Select(ProblemCatalogue.Get)
            .GroupBy(entry => entry.Status)
            .OrderBy(group => group.Key))
        {
            responses[Status(problems.Key)] = new OpenApiResponse
            {
                Description = string.Join("; ", problems.Select(p => $"`{p.Code}` {p.TitleZh} {p.TitleEn}")),
                Content = Content([ProblemResult.MediaType], schemas.ForResponse(typeof(ProblemBody))),
            };
        }

        return responses;
    }

    private static IEnumerable<string> Problems(OperationAttribute about, AccessRule rule)
    {
        IEnumerable<string> scope = rule.Scope switch
        {
            AccessScope.CaseInRoute => CaseProblems(rule),
            AccessScope.TaskInRoute => [.. CaseProblems(rule), ProblemCodes.LevelNotYours],
            AccessScope.OwnWorklist =>
                [ProblemCodes.DistrictNotYours, ProblemCodes.DepartmentNotYours, ProblemCodes.LevelNotYours],
            AccessScope.StationInQuery or AccessScope.StationInBody => [ProblemCodes.StationNotYours],
            AccessScope.DistrictInQuery => [ProblemCodes.DistrictNotYours],
            AccessScope.ActorInRoute => [ProblemCodes.MalformedParameter, ProblemCodes.ActorNotYours],
            AccessScope.OtherActorInRoute => [ProblemCodes.MalformedParameter, ProblemCodes.SamePerson],
            _ => [],
        };
        // A signed body is read as the bytes that were signed; its function says what may be wrong with them.
        bool readsJson = about.Request is not null && rule.Authentication is not Authentication.Hmac;
        return about.Problems
            .Concat(readsJson ? BodyProblems : [])
            .Concat(rule.Authentication is Authentication.Bearer ? BearerProblems : [])
            .Concat(rule.Authentication is Authentication.Anonymous ? [] : [ProblemCodes.Busy])
            .Concat(scope)
            .Append(ProblemCodes.TooManyRequests)
            .Append(ProblemCodes.Internal)
            .Distinct();
    }

    private static IEnumerable<string> CaseProblems(AccessRule rule) =>
    [
        ProblemCodes.MalformedId,
        ProblemCodes.UnknownCase,
        ProblemCodes.RelativeNotAllowed,
        .. rule.Roles.Contains(Roles.Clerk) ? [ProblemCodes.StationNotYours] : (string[])[],
        .. rule.Roles.Contains(Roles.Supervisor) ? [ProblemCodes.DistrictNotYours] : (string[])[],
        .. rule.Roles.Contains(Roles.Reviewer)
            ? [ProblemCodes.DistrictNotYours, ProblemCodes.DepartmentNotYours]
            : (string[])[],
    ];

    // A function that shows a field or a paper answers with JSON or with the paper's bytes.
    private Dictionary<string, IOpenApiMediaType> ContentOf(OperationAttribute about)
    {
        Dictionary<string, IOpenApiMediaType> content = Content(about.ResponseTypes, Binary());
        if (about.Response is { } type)
        {
            content[Json] = Content([Json], schemas.ForResponse(type))[Json];
        }

        return content;
    }

    private static Dictionary<string, IOpenApiMediaType> Content(IEnumerable<string> types, IOpenApiSchema schema) =>
        types.ToDictionary(type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = schema });

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static string Status(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{\*?(?<name>[A-Za-z]+)\}")]
    private static partial Regex RouteParameter();
}
