using System.Net;
using System.Net.Sockets;

namespace Daoban.TestKit;

/// <summary>
/// Finds a TCP port that nothing listens on. Another process may take it before the caller does: prefer port 0 where
/// the listener can report what it got.
/// </summary>
public static class FreePort
{
    /// <summary>A port that was free on 127.0.0.1 a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
