using System.Text;
using Daoban.Functions.Http;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Tests.Http;

public sealed class RequestBodyTests
{
    private const string Secret = "33090219620715998X";

    [Fact]
    public async Task ReadJson_ExactShape_GivesTheRecord()
    {
        Attempt<Sample> sample = await ReadAsync(
            """{"name":"甲","count":3,"mood":"glad","inner":{"code":"M01"},"items":[{"code":"M02"}]}""");

        Assert.Equal("甲", sample.Value.Name);
        Assert.Equal(Mood.Glad, sample.Value.Mood);
        Assert.Equal("M02", Assert.Single(sample.Value.Items!).Code);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("{\"name\":\"甲\"} x", null)]
    [InlineData("{'name':'甲'}", null)]
    [InlineData("{\"name\":\"甲\",}", null)]
    [InlineData("// no\n{}", null)]
    [InlineData("{\"\\ud800\":1}", null)]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"name\":\"乙\"}", "name")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"inner\":{\"code\":\"a\",\"code\":\"b\"}}", "inner.code")]
    public async Task ReadJson_NotWellFormedOrAmbiguous_IsMalformedJson(string body, string? field) =>
        AssertProblem(await ReadAsync(body), ProblemCodes.MalformedJson, field);

    [Theory]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"text\"", null)]
    [InlineData("{\"name\":\"甲\"}", "count")]
    [InlineData("{\"name\":null,\"count\":1}", "name")]
    [InlineData("{\"name\":1,\"count\":1}", "name")]
    [InlineData("{\"name\":\"\\ud800\",\"count\":1}", "name")]
    [InlineData("{\"name\":\"甲\",\"count\":\"1\"}", "count")]
    [InlineData("{\"name\":\"甲\",\"count\":1.5}", "count")]
    [InlineData("{\"name\":\"甲\",\"count\":99999999999999999999}", "count")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"mood\":1}", "mood")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"mood\":\"sad\"}", "mood")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"extra\":1}", "extra")]
    [InlineData("{\"Name\":\"甲\",\"count\":1}", "Name")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"inner\":[]}", "inner")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"inner\":{}}", "inner.code")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"inner\":{\"code\":true}}", "inner.code")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"items\":{}}", "items")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"items\":[null]}", "items[0]")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"items\":[{\"code\":\"a\"},{\"code\":2}]}", "items[1].code")]
    [InlineData("{\"name\":\"甲\",\"count\":1,\"items\":[{\"code\":\"a\",\"more\":0}]}", "items[0].more")]
    public async Task ReadJson_OtherShape_IsMalformedBodyAndNamesTheField(string body, string? field) =>
        AssertProblem(await ReadAsync(body), ProblemCodes.MalformedBody, field);

    [Theory]
    [InlineData("""{"name":"甲","count":1,"33090219620715998X":1}""")]
    [InlineData("""{"name":"甲","count":1,"inner":{"code":"a","33090219620715998X":1}}""")]
    [InlineData("""{"name":"甲","count":"33090219620715998X"}""")]
    [InlineData("""{"name":"甲","count":1,"mood":"33090219620715998X"}""")]
    public async Task ReadJson_PersonalDataInTheWrongPlace_IsNotRepeated(string body)
    {
        Attempt<Sample> sample = await ReadAsync(body);

        Assert.False(sample.Succeeded);
        Assert.DoesNotContain(Secret, sample.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadJson_NestedBeyondTheLimit_IsMalformedJson()
    {
        string body = $$"""{"name":"甲","count":1,"inner":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        AssertProblem(await ReadAsync(body), ProblemCodes.MalformedJson, field: null);
    }

    [Fact]
    public async Task ReadJson_BrokenUtf8_IsMalformedJson()
    {
        byte[] body = [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\",\"count\":1}"u8];

        AssertProblem(await ReadAsync(Request(body)), ProblemCodes.MalformedJson, field: null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("nonsense")]
    public async Task ReadJson_OtherContentType_IsWrongType(string? contentType)
    {
        HttpRequest request = Request("{}"u8.ToArray());
        request.ContentType = contentType;

        AssertProblem(await ReadAsync(request), ProblemCodes.WrongType, "Content-Type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task ReadJson_JsonContentType_IsRead(string contentType)
    {
        HttpRequest request = Request("{\"name\":\"甲\",\"count\":1}"u8.ToArray());
        request.ContentType = contentType;

        Assert.True((await ReadAsync(request)).Succeeded);
    }

    [Fact]
    public async Task ReadBytes_DeclaredTooLarge_IsRefusedUnread()
    {
        HttpRequest request = Request([]);
        request.ContentLength = 11;
        request.Body = new UnreadableStream();

        Attempt<ReadOnlyMemory<byte>> bytes = await RequestBody.ReadBytesAsync(request, limit: 10, default);

        Assert.Equal(ProblemCodes.TooLarge, bytes.Problem.Code);
        Assert.Equal(10, bytes.Problem.Facts!["maximumBytes"]);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(100_000, false)]
    public async Task ReadBytes_NothingDeclared_HoldsTheLimitWhileReading(int length, bool fits)
    {
        HttpRequest request = Request(new byte[length]);
        request.ContentLength = null;

        Attempt<ReadOnlyMemory<byte>> bytes = await RequestBody.ReadBytesAsync(request, limit: 10, default);

        Assert.Equal(fits, bytes.Succeeded);
        Assert.True(request.Body.Position <= 11, "It read on beyond the limit.");
    }

    private static Task<Attempt<Sample>> ReadAsync(string body) => ReadAsync(Request(Encoding.UTF8.GetBytes(body)));

    private static Task<Attempt<Sample>> ReadAsync(HttpRequest request) =>
        RequestBody.ReadJsonAsync<Sample>(request, CancellationToken.None);

    private static HttpRequest Request(byte[] body)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.ContentType = "application/json";
        request.ContentLength = body.Length;
        request.Body = new MemoryStream(body);
        return request;
    }

    private static void AssertProblem(Attempt<Sample> sample, string code, string? field)
    {
        Assert.False(sample.Succeeded);
        Assert.Equal((code, field), (sample.Problem.Code, sample.Problem.Field));
    }

    private sealed record Sample(
        string Name, int Count, Mood Mood = Mood.Glad, Inner? Inner = null, IReadOnlyList<Inner>? Items = null);

    private sealed record Inner(string Code);

    private enum Mood
    {
        Glad,
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }
}
