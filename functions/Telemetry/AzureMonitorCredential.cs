using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// How the exporter proves who it is: <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>, in the form that the Functions
/// host reads too.
/// </summary>
internal static class AzureMonitorCredential
{
    private const string Setting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <returns>
    /// The managed identity for <c>Authorization=AAD</c>, the user-assigned one with <c>;ClientId=…</c>; null without
    /// the setting: the connection string's key alone counts then.
    /// </returns>
    /// <exception cref="InvalidOperationException">The setting has another form.</exception>
    public static TokenCredential? From(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return null;
        }

        string? authorization = null;
        string? clientId = null;
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (part.Split('=', 2, StringSplitOptions.TrimEntries))
            {
                case [var key, var value] when key.Equals("Authorization", StringComparison.OrdinalIgnoreCase):
                    authorization = value;
                    break;
                case [var key, var value] when key.Equals("ClientId", StringComparison.OrdinalIgnoreCase):
                    clientId = value;
                    break;
                default:
                    throw Malformed();
            }
        }

        return string.Equals(authorization, "AAD", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(clientId is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(clientId))
            : throw Malformed();
    }

    private static InvalidOperationException Malformed() =>
        new($"{Setting} must be Authorization=AAD or Authorization=AAD;ClientId=<client id>.");
}
