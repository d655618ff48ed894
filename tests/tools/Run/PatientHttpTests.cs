using System.Net;
using System.Net.Sockets;
using Daoban.Run.Http;

namespace Daoban.Tools.Tests.Run;

public sealed class PatientHttpTests
{
    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task Send_PassingStatus_IsRepeated(HttpStatusCode status)
    {
        Answers answers = new(() => new(status), () => new(HttpStatusCode.OK));

        Reply reply = await Patient(answers).SendAsync(Get, default);

        Assert.True(reply.IsSuccess);
        Assert.Equal(2, answers.Asked);
    }

    [Fact]
    public async Task Send_ConnectionRefused_IsRepeated()
    {
        Answers answers = new(() => throw new HttpRequestException("refused"), () => new(HttpStatusCode.OK));

        Assert.True((await Patient(answers).SendAsync(Get, default)).IsSuccess);
    }

    [Fact]
    public async Task Send_ConnectionEndsWhileItIsMade_IsRepeated()
    {
        Answers answers = new(
            () => throw new SocketException((int)SocketError.NotConnected), () => new(HttpStatusCode.OK));

        Assert.True((await Patient(answers).SendAsync(Get, default)).IsSuccess);
    }

    [Fact]
    public async Task Send_AnswerBreaksOff_IsRepeated()
    {
        Answers answers = new(
            () => new(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream()) },
            () => new(HttpStatusCode.OK));

        Assert.True((await Patient(answers).SendAsync(Get, default)).IsSuccess);
        Assert.Equal(2, answers.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task Send_FinalStatus_IsNotRepeated(HttpStatusCode status)
    {
        Answers answers = new(() => new(status) { Content = new StringContent("""{"code":"case-differs"}""") });

        Reply reply = await Patient(answers).SendAsync(Get, default);

        Assert.Equal((status, "case-differs", 1), (reply.Status, reply.Code, answers.Asked));
    }

    [Fact]
    public async Task Send_NeverAnAnswer_NamesTheRequestAndTheReason()
    {
        Answers answers = new(() => throw new HttpRequestException("refused"));

        var failure = await Assert.ThrowsAsync<UnexpectedAnswerException>(
            () => Patient(answers, TimeSpan.FromMilliseconds(400)).SendAsync(Get, default));

        Assert.Contains("GET http://app/x", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
        Assert.True(answers.Asked > 1);
    }

    [Fact]
    public async Task Send_Cancelled_StopsAtOnce()
    {
        using CancellationTokenSource cancelled = new();
        Answers answers = new(() =>
        {
            cancelled.Cancel();
            return new(HttpStatusCode.ServiceUnavailable);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patient(answers).SendAsync(Get, cancelled.Token));
        Assert.Equal(1, answers.Asked);
    }

    [Fact]
    public async Task Poll_StateComes_ReturnsIt()
    {
        int asked = 0;

        int state = await Patient(new Answers()).PollAsync(
            "three", () => Task.FromResult(++asked), number => number == 3, number => $"{number}", default);

        Assert.Equal(3, state);
    }

    [Fact]
    public async Task Poll_StateNeverComes_SaysWhatItSawLast()
    {
        var failure = await Assert.ThrowsAsync<UnexpectedAnswerException>(
            () => Patient(new Answers(), TimeSpan.FromMilliseconds(200)).PollAsync(
                "the end", () => Task.FromResult("open"), _ => false, state => $"still {state}", default));

        Assert.Contains("the end", failure.Message, StringComparison.Ordinal);
        Assert.Contains("still open", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Refusal_NamesStatusAndCode()
    {
        Reply reply = new(HttpStatusCode.Forbidden, """{"code":"station-not-yours"}"""u8.ToArray());

        var failure = Assert.Throws<UnexpectedAnswerException>(() => reply.Read<string>("storing M01"));

        Assert.Equal("storing M01: 403 station-not-yours", failure.Message);
    }

    private static HttpRequestMessage Get() => new(HttpMethod.Get, "http://app/x");

    private static PatientHttp Patient(Answers answers, TimeSpan? patience = null) =>
        new(new HttpClient(answers), patience ?? TimeSpan.FromSeconds(20));

    /// <summary>Gives its answers in turn, the last one again and again.</summary>
    private sealed class Answers(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Func<HttpResponseMessage> answer = answers[Math.Min(Asked, answers.Length - 1)];
            Asked++;
            return Task.FromResult(answer());
        }
    }

    /// <summary>A body whose connection is reset.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("reset");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("reset");
    }
}
