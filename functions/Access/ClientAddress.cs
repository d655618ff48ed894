using System.Net;
using System.Net.Sockets;
using Daoban.Workflows.Limits;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Access;

/// <summary>Where a request came from, as far as that can be believed.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address that counts: from the configured proxy header, else that of the connection. An IPv6 client has a
    /// whole network to itself, so its first 64 bits count. Null when nothing is known but that it is this machine.
    /// </summary>
    public static string? Find(HttpContext http, LimitOptions options)
    {
        IPAddress? address = options.ClientAddressHeader is { Length: > 0 } header
            && FromHeader(http.Request.Headers[header].ToString(), options.ClientAddressHops) is { } told
                ? told
                : http.Connection.RemoteIpAddress;
        return address is null || IPAddress.IsLoopback(address) ? null : Normal(address);
    }

    private static IPAddress? FromHeader(string text, int hops)
    {
        string[] entries = text.Split(',', StringSplitOptions.TrimEntries);
        if (entries.Length < hops)
        {
            return null;
        }

        string entry = entries[^hops];

        // Azure writes the port behind the address.
        return IPAddress.TryParse(entry, out IPAddress? address) ? address
            : IPEndPoint.TryParse(entry, out IPEndPoint? endpoint) ? endpoint.Address
            : null;
    }

    private static string Normal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
