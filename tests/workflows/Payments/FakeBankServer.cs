using System.Net;
using System.Text;

namespace Daoban.Workflows.Tests.Payments;

/// <summary>Answers every request the same way and keeps what it was asked.</summary>
internal sealed class FakeBankServer(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(HttpRequestMessage Message, byte[] Body)> Requests { get; } = [];

    public static FakeBankServer Answering(HttpStatusCode status, string body) =>
        new(() => new HttpResponseMessage(status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        });

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add((request, await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
        return answer();
    }
}
