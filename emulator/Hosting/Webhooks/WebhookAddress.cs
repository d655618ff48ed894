using System.Net;
using System.Text.Json;
using Azure;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Where the webhooks are, and the key that opens them.</summary>
internal sealed class WebhookAddress(FunctionKeys keys, IConfiguration configuration, IServiceProvider services)
{
    public const string BasePath = "/runtime/webhooks/durabletask";

    /// <summary>Upstream's name of the system key.</summary>
    public const string KeyName = "durabletask_extension";

    /// <summary><c>code=…</c>; null while no key is known.</summary>
    public string? Query => keys.KnownSystemKey(KeyName) is { } key ? $"code={Uri.EscapeDataString(key)}" : null;

    /// <summary>
    /// The address without a request to take it from: WEBSITE_HOSTNAME as on Azure, else where the server listens.
    /// </summary>
    public string? BaseUrl
    {
        get
        {
            string? authority = configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } name
                ? $"{(name.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? "http" : "https")}://{name}"
                : Listening();
            return authority is null ? null : authority + BasePath;
        }
    }

    /// <summary>Reads the key, so that links have it. Links without it are made if it cannot be read.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await keys.SystemKeyAsync(KeyName, cancellationToken);
        }
        catch (Exception exception) when (
            exception is RequestFailedException or JsonException
            || StorageFaults.IsDoubtful(exception, cancellationToken))
        {
            // The function may have more to do than to show links.
        }
    }

    /// <remarks>Found late: the server answers webhooks, which need this address.</remarks>
    private string? Listening()
    {
        if (services.GetRequiredService<FunctionsServer>().Addresses.FirstOrDefault() is not { } address)
        {
            return null;
        }

        var uri = new UriBuilder(address);
        bool isAny = IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? ip)
            && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        uri.Host = isAny ? "localhost" : uri.Host;
        return uri.Uri.GetLeftPart(UriPartial.Authority);
    }
}
