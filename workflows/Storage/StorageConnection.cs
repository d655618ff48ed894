using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Daoban.Workflows.Storage;

/// <summary>
/// How a storage account is reached without a connection string: the settings below a connection's name, such as
/// <c>DaobanStorage__blobServiceUri</c>. Names and meaning are those of the host's storage bindings
/// (learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections), so
/// that one set of settings serves the queue trigger and us.
/// </summary>
internal sealed class StorageConnection
{
    private const string GlobalCloud = "core.windows.net";

    /// <summary>Blob endpoint of any cloud.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>Queue endpoint of any cloud.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary>Table endpoint of any cloud.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>Stands for the endpoints of the global cloud that are not given.</summary>
    public string? AccountName { get; set; }

    /// <summary><c>managedidentity</c> for nothing else; otherwise what Azure Identity finds.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity.</summary>
    public string? ClientId { get; set; }

    /// <summary>The connection of this name; null when no account is named there.</summary>
    public static StorageConnection? Find(IConfiguration configuration, string name)
    {
        StorageConnection? connection = configuration.GetSection(name).Get<StorageConnection>();
        return connection is { BlobServiceUri: null, QueueServiceUri: null, TableServiceUri: null }
            && string.IsNullOrWhiteSpace(connection.AccountName)
                ? null
                : connection;
    }

    /// <summary>The endpoint of a service: the one given, else that of the account in the global cloud.</summary>
    /// <exception cref="InvalidOperationException">Neither is given.</exception>
    public Uri Endpoint(string service, Uri? given) =>
        given
        ?? (AccountName is { Length: > 0 } name
            ? new Uri($"https://{name}.{service}.{GlobalCloud}")
            : throw new InvalidOperationException($"The storage connection needs {service}ServiceUri, too."));

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
