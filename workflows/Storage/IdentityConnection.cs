using Azure.Core;
using Azure.Identity;

namespace Daoban.Workflows.Storage;

/// <summary>
/// A connection without a secret: who signs in, in the settings below a connection's name that the host's bindings read
/// (learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections).
/// </summary>
public abstract class IdentityConnection
{
    /// <summary><c>managedidentity</c> for nothing else; otherwise what Azure Identity finds.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity.</summary>
    public string? ClientId { get; set; }

    /// <summary>Who signs in. The cloud's sign-in address comes from AZURE_AUTHORITY_HOST.</summary>
    public TokenCredential CreateCredential()
    {
        string? identity = ClientId is { Length: > 0 } ? ClientId : null;
        return "managedidentity".Equals(Credential, StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(identity is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(identity))
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = identity });
    }
}
