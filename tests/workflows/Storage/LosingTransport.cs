using System.Collections.Concurrent;
using Azure.Core.Pipeline;

namespace Daoban.Workflows.Tests.Storage;

/// <summary>
/// A storage transport that can lose answers: the service has done the work, the client sees a broken line.
/// </summary>
internal sealed class LosingTransport : IDisposable
{
    private readonly Loser loser = new();

    internal LosingTransport() => Transport = new HttpClientTransport(new HttpClient(loser, disposeHandler: false));

    internal HttpPipelineTransport Transport { get; }

    /// <summary>Requests that reached the service.</summary>
    internal int Sent => loser.Sent;

    /// <summary>From now on, loses the first answer to each request that changes something.</summary>
    internal void LoseFirstAnswers() => loser.IsLosing = true;

    public void Dispose() => loser.Dispose();

    private sealed class Loser() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly ConcurrentDictionary<string, bool> seen = new();
        private int sent;

        internal int Sent => sent;

        internal bool IsLosing { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref sent);
            if (!IsLosing
                || request.Method == HttpMethod.Get
                || request.Method == HttpMethod.Head
                || !seen.TryAdd($"{request.Method} {request.RequestUri}", true))
            {
                return response;
            }

            response.Dispose();
            throw new HttpRequestException("The answer was lost.");
        }
    }
}
