using System.Net;
using System.Net.Sockets;

namespace Daoban.TestKit;

/// <summary>
/// A TCP port on 127.0.0.1 that refuses every connection until disposal: it is bound, so that nobody else can take it,
/// and nobody listens.
/// </summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Takes a free port.</summary>
    public ClosedPort() => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>A connection string of Azurite's account whose three services are this port.</summary>
    public string ConnectionString => Azurite.ConnectionStringFor(Number, Number, Number);

    private int Number => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();
}
