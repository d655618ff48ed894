using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Workflows.Payments;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Daoban.Functions.OpenApi;

/// <summary>Builds the OpenAPI document from the functions, the access table and the problem catalogue.</summary>
internal sealed class ApiDescription(IOptions<IdentityOptions> identity)
{
    private const string BearerScheme = "openIdConnect";
    private const string HmacScheme = "bankSignature";

    /// <summary>The document as JSON, OpenAPI 3.1.</summary>
    public Task<string> WriteAsync(CancellationToken cancellationToken) =>
        Build().SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);

    /// <summary>The document.</summary>
    internal OpenApiDocument Build()
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "岛办 Daoban",
                Version = BuildInfo.Version,
                Description = "海岛便民服务站办件接口。Cases of convenience-service stations on remote islands.",
            },
            Paths = [],
            Components = new OpenApiComponents
            {
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [BearerScheme] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.OpenIdConnect,
                        OpenIdConnectUrl = new Uri(identity.Value.MetadataAddress),
                        Description = "工作人员登录凭证 Bearer token; the requirement lists the roles of which one is needed",
                    },
                    [HmacScheme] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.ApiKey,
                        In = ParameterLocation.Header,
                        Name = BankSignature.SignatureHeader,
                        Description = "银行签名 HMAC-SHA256 over timestamp, nonce and body; see docs/bank-contract.md",
                    },
                },
            },
        };
        var schemas = new SchemaBook(document);
        var operations = new OperationWriter(document, schemas);
        foreach (HttpFunction function in HttpFunction.All)
        {
            AccessRule rule = AccessTable.Find(function.Name)!;
            string path = "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);
            if (!document.Paths.TryGetValue(path, out IOpenApiPathItem? item))
            {
                document.Paths[path] = item = new OpenApiPathItem();
            }

            foreach (string method in function.Methods)
            {
                OpenApiOperation operation = operations.Write(function, rule);
                operation.Security = SecurityOf(rule, document);
                ((OpenApiPathItem)item).AddOperation(HttpMethod.Parse(method), operation);
            }
        }

        return document;
    }

    private static List<OpenApiSecurityRequirement> SecurityOf(AccessRule rule, OpenApiDocument document) =>
        rule.Authentication switch
        {
            Authentication.Bearer =>
                [new() { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [.. rule.Roles] }],
            Authentication.Hmac => [new() { [new OpenApiSecuritySchemeReference(HmacScheme, document)] = [] }],
            _ => [],
        };
}
