using System.Net;
using System.Net.Sockets;

namespace Daoban.Run.Launch;

/// <summary>The ports that a stack listens on.</summary>
internal sealed record Ports(int App, int Issuer, int Bank, int Tsa, int Blob, int Queue, int Table)
{
    /// <summary>The ports that the documentation names.</summary>
    public static Ports Usual { get; } = new(7071, 7072, 7073, 7074, 10000, 10001, 10002);

    /// <summary>The usual ports; a free one for each that is busy.</summary>
    public static Ports UsualOrFree()
    {
        static int Choose(int port) => IsFree(port) ? port : Free(1)[0];
        return new(
            Choose(Usual.App), Choose(Usual.Issuer), Choose(Usual.Bank), Choose(Usual.Tsa),
            Choose(Usual.Blob), Choose(Usual.Queue), Choose(Usual.Table));
    }

    /// <summary>Free ports only.</summary>
    public static Ports AllFree() =>
        Free(7) is [int app, int issuer, int bank, int tsa, int blob, int queue, int table]
            ? new(app, issuer, bank, tsa, blob, queue, table)
            : throw new InvalidOperationException();

    /// <summary>The usual ports that somebody else holds.</summary>
    public IEnumerable<(int Wanted, int Taken)> Replaced() => new (int Wanted, int Taken)[]
    {
        (Usual.App, App), (Usual.Issuer, Issuer), (Usual.Bank, Bank), (Usual.Tsa, Tsa),
        (Usual.Blob, Blob), (Usual.Queue, Queue), (Usual.Table, Table),
    }.Where(port => port.Wanted != port.Taken);

    // A name like localhost is bound on both loopback addresses.
    private static bool IsFree(int port) =>
        IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using TcpListener listener = new(address, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }

    // All listeners stay open until every port is known: otherwise two could get the same.
    private static List<int> Free(int count)
    {
        List<TcpListener> listeners = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                TcpListener listener = new(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
