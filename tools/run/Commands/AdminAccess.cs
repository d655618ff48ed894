using Daoban.Run.Demo;
using Daoban.Run.Http;
using Daoban.Run.Launch;

namespace Daoban.Run.Commands;

/// <summary>Whose name administrators' commands call in.</summary>
internal static class AdminAccess
{
    /// <summary>
    /// Environment variable with an administrator's access token; without it the demo issuer is asked.
    /// </summary>
    public const string TokenVariable = "DAOBAN_TOKEN";

    private const string Admin = "admin";

    /// <summary>The application at this address, by default the one of <c>./run</c>.</summary>
    public static Uri AppAt(Uri? baseUrl) => baseUrl ?? new StackPlan(Repository.Find(), Ports.Usual, "").App;

    public static async Task<string> TokenAsync(
        HttpClient http, PatientHttp patient, Uri app, Uri? issuerUrl, CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } given
            ? given
            : await new IssuerApi(patient, issuerUrl ?? await IssuerDiscovery.FindAsync(http, app, cancellationToken))
                .TokenAsync(Admin, cancellationToken);
}
