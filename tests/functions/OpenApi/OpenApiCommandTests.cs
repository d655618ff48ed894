using Daoban.Functions.Access;
using Daoban.Functions.OpenApi;
using Daoban.TestKit;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Tests.OpenApi;

public sealed class OpenApiCommandTests
{
    private const string Authority = "https://login.example.cn/tenant/v2.0";

    [Fact]
    public async Task Run_WithFileAndAuthority_WritesTheDocumentAlikeEachTime()
    {
        using ScratchFolder folder = new();
        string first = folder.Combine("1.json");
        string second = folder.Combine("2.json");

        Assert.Equal(0, await RunAsync("openapi", "--out", first, "--authority", Authority));
        Assert.Equal(0, await RunAsync("openapi", "--out", second, "--authority", Authority));

        byte[] written = await File.ReadAllBytesAsync(first);
        Assert.Equal(written, await File.ReadAllBytesAsync(second));
        var description = new ApiDescription(
            Options.Create(new IdentityOptions { Authority = new Uri(Authority), Audience = "daoban-api" }));
        Assert.Equal(await description.WriteAsync(default), System.Text.Encoding.UTF8.GetString(written));
    }

    [Theory]
    [InlineData("openapi")]
    [InlineData("openapi", "--out", "FILE")]
    [InlineData("openapi", "--out", "FILE", "--authority", "login")]
    [InlineData("openapi", "--authority", Authority, "--out", "FILE", "--more")]
    public async Task Run_WithOtherArguments_ShowsTheUsage(params string[] args)
    {
        using StringWriter messages = new();

        Assert.Equal(2, await OpenApiCommand.RunAsync(args, messages, default));

        Assert.StartsWith("Usage: openapi --out FILE", messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists("FILE"));
    }

    [Fact]
    public void IsAsked_ArgumentsOfTheApplication_IsFalse()
    {
        Assert.True(OpenApiCommand.IsAsked(["openapi", "--help"]));
        Assert.False(OpenApiCommand.IsAsked([]));
        Assert.False(OpenApiCommand.IsAsked(["--Daoban:Identity:Authority=openapi"]));
    }

    private static Task<int> RunAsync(params string[] args) => OpenApiCommand.RunAsync(args, TextWriter.Null, default);
}
