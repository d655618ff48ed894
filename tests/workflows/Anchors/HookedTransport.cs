using Azure.Core.Pipeline;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>A storage transport that lets a test act, or die, right before and right after a request.</summary>
internal sealed class HookedTransport : IDisposable
{
    private readonly Hook hook = new();

    internal HookedTransport() => Transport = new HttpClientTransport(new HttpClient(hook, disposeHandler: false));

    internal HttpPipelineTransport Transport { get; }

    /// <summary>Requests that were begun.</summary>
    internal int Sent => hook.Sent;

    /// <summary>Called with each request before the service sees it.</summary>
    internal Func<HttpRequestMessage, Task>? Before
    {
        set => hook.Before = value;
    }

    /// <summary>The process dies at this request, from 1: nothing is sent afterwards.</summary>
    /// <param name="request">Its number.</param>
    /// <param name="afterServerActed">Whether the service still does what this one asks.</param>
    internal void DieAt(int request, bool afterServerActed)
    {
        hook.DeadFrom = request;
        hook.LastActs = afterServerActed;
    }

    public void Dispose() => hook.Dispose();

    private sealed class Hook() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int sent;

        internal int Sent => sent;

        internal int DeadFrom { get; set; } = int.MaxValue;

        internal bool LastActs { get; set; }

        internal Func<HttpRequestMessage, Task>? Before { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int number = Interlocked.Increment(ref sent);
            if (number > DeadFrom || (number == DeadFrom && !LastActs))
            {
                throw new HttpRequestException("The process is dead.");
            }

            if (Before is { } before)
            {
                await before(request);
            }

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (number < DeadFrom)
            {
                return response;
            }

            response.Dispose();
            throw new HttpRequestException("The process is dead.");
        }
    }
}
