using System.Collections.Concurrent;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>Keeps the answers that a client got.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<RecordedMessage> answers = new();

    /// <summary>Every answer so far.</summary>
    public IReadOnlyCollection<RecordedMessage> Answers => answers;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        answers.Enqueue(new RecordedMessage(
            $"{request.Method} {request.RequestUri!.PathAndQuery} -> {(int)answer.StatusCode}",
            answer.Headers + answer.Content.Headers.ToString(),
            await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        return answer;
    }
}
