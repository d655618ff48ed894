using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Daoban.Run.Commands;

/// <summary>Finds the issuer that an application trusts.</summary>
internal static class IssuerDiscovery
{
    private const string WellKnown = ".well-known/openid-configuration";
    private static readonly Uri Usual = new("http://localhost:7072/");

    /// <summary>
    /// The OpenID Connect address in the application's API description; the usual address without one.
    /// </summary>
    public static async Task<Uri> FindAsync(HttpClient http, Uri app, CancellationToken cancellationToken)
    {
        try
        {
            string text = await http.GetStringAsync(new Uri(app, "api/openapi.json"), cancellationToken);
            return FindIn(JsonNode.Parse(text)) ?? Usual;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            throw new Launch.LaunchException(
                $"No application answers at {app} ({failure.Message}). Start one with ./run, or leave --base-url out.");
        }
    }

    private static Uri? FindIn(JsonNode? description)
    {
        foreach ((_, JsonNode? scheme) in description?["components"]?["securitySchemes"]?.AsObject() ?? [])
        {
            if (scheme?["openIdConnectUrl"]?.GetValue<string>() is { } url
                && url.EndsWith(WellKnown, StringComparison.Ordinal))
            {
                return new Uri(url[..^WellKnown.Length]);
            }
        }

        return null;
    }
}
