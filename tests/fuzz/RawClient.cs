using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Daoban.Fuzz;

/// <summary>
/// One connection that sends bytes as they are and reads HTTP/1.1 answers: no client library would send most of it.
/// </summary>
internal sealed class RawClient(string host, int port) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly byte[] buffer = new byte[64 * 1024];
    private TcpClient? connection;
    private int filled;
    private int taken;

    /// <exception cref="TimeoutException">No whole answer within 20 seconds.</exception>
    public async Task<RawAnswer> SendAsync(FuzzRequest request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            bool wasOpen = connection is not null;
            RawAnswer answer = await TryAsync(request, limit.Token);
            if (answer.Status == 0 && wasOpen)
            {
                // The server closed a connection that had waited.
                answer = await TryAsync(request, limit.Token);
            }

            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Close();
            throw new TimeoutException();
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task<RawAnswer> TryAsync(FuzzRequest request, CancellationToken cancellationToken)
    {
        RawAnswer answer = RawAnswer.None;
        try
        {
            NetworkStream stream = await OpenAsync(cancellationToken);
            try
            {
                await stream.WriteAsync(request.Bytes, cancellationToken);
                if (request.IsBroken)
                {
                    connection!.Client.Shutdown(SocketShutdown.Send);
                }
            }
            catch (IOException)
            {
                // Refused before all was sent; there may be an answer all the same.
            }

            answer = await ReadAsync(stream, request, cancellationToken);
        }
        catch (Exception closed) when (closed is IOException or SocketException or EndOfStreamException)
        {
            answer = RawAnswer.None;
        }

        if (answer.MustClose || request.IsBroken)
        {
            Close();
        }

        return answer;
    }

    private async Task<NetworkStream> OpenAsync(CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            connection = new TcpClient { NoDelay = true };
            await connection.ConnectAsync(host, port, cancellationToken);
            filled = taken = 0;
        }

        return connection.GetStream();
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    private async Task<RawAnswer> ReadAsync(
        NetworkStream stream, FuzzRequest request, CancellationToken cancellationToken)
    {
        int status;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        do
        {
            string line = await ReadLineAsync(stream, cancellationToken);
            status = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            headers.Clear();
            while ((line = await ReadLineAsync(stream, cancellationToken)).Length > 0)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }
        while (status is >= 100 and < 200 and not 101);

        bool mustClose =
            headers.GetValueOrDefault("Connection", "").Contains("close", StringComparison.OrdinalIgnoreCase);
        if (request.Bytes.AsSpan().StartsWith("HEAD "u8) || status is 101 or 204 or 304)
        {
            return new RawAnswer(status, [], mustClose || status == 101);
        }

        if (headers.TryGetValue("Content-Length", out string? length))
        {
            int count = int.Parse(length, CultureInfo.InvariantCulture);
            return new RawAnswer(status, await ReadBytesAsync(stream, count, cancellationToken), mustClose);
        }

        return headers.ContainsKey("Transfer-Encoding")
            ? new RawAnswer(status, await ReadChunksAsync(stream, cancellationToken), mustClose)
            : new RawAnswer(status, [], MustClose: true);
    }

    private async Task<byte[]> ReadChunksAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        int size;
        do
        {
            string line = await ReadLineAsync(stream, cancellationToken);
            size = int.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Write(await ReadBytesAsync(stream, size, cancellationToken));
            await ReadLineAsync(stream, cancellationToken);
        }
        while (size > 0);
        return body.ToArray();
    }

    private async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        while (true)
        {
            if (taken == filled)
            {
                await FillAsync(stream, cancellationToken);
            }

            char letter = (char)buffer[taken++];
            if (letter == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(letter);
        }
    }

    private async Task<byte[]> ReadBytesAsync(NetworkStream stream, int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count)
        {
            if (taken == filled)
            {
                await FillAsync(stream, cancellationToken);
            }

            int part = Math.Min(count - got, filled - taken);
            buffer.AsSpan(taken, part).CopyTo(bytes.AsSpan(got));
            taken += part;
            got += part;
        }

        return bytes;
    }

    private async Task FillAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        taken = 0;
        filled = await stream.ReadAsync(buffer, cancellationToken);
        if (filled == 0)
        {
            throw new EndOfStreamException();
        }
    }
}
