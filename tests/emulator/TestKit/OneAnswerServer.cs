using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daoban.Emulator.Tests.TestKit;

/// <summary>Takes one request as raw bytes up to the end of a chunked body and answers it with 200.</summary>
internal sealed class OneAnswerServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public OneAnswerServer()
    {
        listener.Start();
        Request = ReadAsync();
    }

    public Task<string> Request { get; }

    public string ConnectionString
    {
        get
        {
            string endpoint = $"http://{listener.LocalEndpoint}/devstoreaccount1";
            return $"BlobEndpoint={endpoint};QueueEndpoint={endpoint};TableEndpoint={endpoint}";
        }
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadAsync()
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        var request = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!request.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await client.GetStream().ReadAsync(buffer);
            if (count == 0)
            {
                break;
            }

            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return request.ToString();
    }
}
