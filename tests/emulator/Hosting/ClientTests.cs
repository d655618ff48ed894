using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>Clients that go away, and more of them than the host is to serve.</summary>
public sealed class ClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task H50_ClientGone_FiresBothTokensAndWritesDoNotThrow()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Disconnects));
        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync("127.0.0.1", app.Address.Port);
            await tcp.GetStream().WriteAsync("GET /api/Wait HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray());
            await Disconnects.Entered.Task.WaitAsync(Deadline);
        }

        Assert.Equal((true, true, null), await Disconnects.Fired.Task.WaitAsync(Deadline));
    }

    [Fact]
    public async Task H51_TooManyRequests_WaitOrAreRefusedButTheHostAnswers()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Throttled)])
        {
            HostJson = """
                { "version": "2.0",
                  "extensions": { "http": {
                    "maxConcurrentRequests": 1, "maxOutstandingRequests": 2, "customHeaders": { "x-custom": "1" } } } }
                """,
        });

        Task<HttpResponseMessage> first = app.Client.GetAsync("/api/Slow");
        await Throttled.Entered.Task.WaitAsync(Deadline);
        Task<HttpResponseMessage>[] more = [app.Client.GetAsync("/api/Slow"), app.Client.GetAsync("/api/Slow")];
        HttpResponseMessage refused = await await Task.WhenAny(more);
        HttpResponseMessage ping = await app.Client.GetAsync("/admin/host/ping");
        HttpResponseMessage home = await app.Client.GetAsync("/");
        Throttled.Release.SetResult();
        HttpResponseMessage[] all = [await first, .. await Task.WhenAll(more)];

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.False(refused.Headers.Contains("x-custom"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ping.StatusCode, home.StatusCode));
        Assert.Equal(2, all.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(1, Throttled.MostAtOnce);
    }

    public static class Disconnects
    {
        public static TaskCompletionSource Entered { get; } = new();

        public static TaskCompletionSource<(bool Function, bool Request, Exception? OfWrite)> Fired { get; } = new();

        [Function("Wait")]
        public static async Task WaitAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, CancellationToken token)
        {
            Entered.SetResult();
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            bool aborted = req.HttpContext.RequestAborted.IsCancellationRequested;
            Exception? ofWrite = await Record.ExceptionAsync(() => req.HttpContext.Response.WriteAsync("gone"));
            Fired.SetResult((token.IsCancellationRequested, aborted, ofWrite));
        }
    }

    public static class Throttled
    {
        private static int Running;

        public static TaskCompletionSource Entered { get; } = new();

        public static TaskCompletionSource Release { get; } = new();

        public static int MostAtOnce { get; private set; }

        [Function("Slow")]
        public static async Task RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref Running));
            Entered.TrySetResult();
            await Release.Task;
            Interlocked.Decrement(ref Running);
        }
    }
}
