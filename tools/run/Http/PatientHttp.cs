using System.Net;
using System.Net.Sockets;

namespace Daoban.Run.Http;

/// <summary>
/// Sends requests that are safe to repeat, again and again until there is a final answer: the program at the other end
/// may be restarting, even killed. Not final are: no connection, a broken or late answer, 408, 429 and 5xx.
/// </summary>
internal sealed class PatientHttp(HttpClient http, TimeSpan patience)
{
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one request, or one wait for a state, may take.</summary>
    public TimeSpan Patience => patience;

    /// <exception cref="UnexpectedAnswerException">No final answer within <see cref="Patience"/>.</exception>
    public async Task<Reply> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(patience);
        while (true)
        {
            (Reply? reply, string failure) = await TryAsync(create, cancellationToken);
            if (reply is not null)
            {
                return reply;
            }

            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
                await Task.Delay(Pause, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                using HttpRequestMessage message = create();
                throw new UnexpectedAnswerException(
                    $"{message.Method} {message.RequestUri}: no answer in {patience.TotalSeconds:0} s ({failure})");
            }
        }
    }

    /// <summary>Asks until the answer is as wished.</summary>
    /// <exception cref="UnexpectedAnswerException">It was not within <see cref="Patience"/>.</exception>
    public async Task<T> PollAsync<T>(
        string what,
        Func<Task<T>> ask,
        Func<T, bool> isWished,
        Func<T, string> describe,
        CancellationToken cancellationToken)
    {
        long started = Environment.TickCount64;
        TimeSpan pause = TimeSpan.FromMilliseconds(150);
        while (true)
        {
            T answer = await ask();
            if (isWished(answer))
            {
                return answer;
            }

            if (Environment.TickCount64 - started > patience.TotalMilliseconds)
            {
                throw new UnexpectedAnswerException($"{what}: not in {patience.TotalSeconds:0} s; {describe(answer)}");
            }

            await Task.Delay(pause, cancellationToken);
            pause = pause * 1.5 < TimeSpan.FromSeconds(1) ? pause * 1.5 : TimeSpan.FromSeconds(1);
        }
    }

    private async Task<(Reply? Reply, string Failure)> TryAsync(
        Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(LongestTry);
        try
        {
            using HttpRequestMessage message = create();
            using HttpResponseMessage answer = await http.SendAsync(message, attempt.Token);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(attempt.Token);
            return IsPassing(answer.StatusCode)
                ? (null, $"{(int)answer.StatusCode}")
                : (new Reply(answer.StatusCode, body), "");
        }
        // The runtime lets the socket's own exception through when a connection ends while it is being made.
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return (null, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"nothing in {LongestTry.TotalSeconds:0} s");
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
}
