using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What every answer of ours carries, whatever it is.</summary>
public sealed class SecurityHeaderTests(DaobanApp app) : ContractTest(app)
{
    public static TheoryData<string, int> Answers() => new()
    {
        { "/", 200 },
        { "/problems/busy", 200 },
        { "/api/health", 200 },
        { "/api/openapi.json", 200 },
        { "/api/stations", 401 },
        { "/nowhere", 404 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Get_PageDataOrProblem_HasThem(string path, int status) =>
        AssertHeaders((await GetAsync(token: null, path)).AssertStatus(status));

    [Fact]
    public async Task Get_DataDocumentAndRefusalOfACase_HaveThem()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        (await SubmitAsync(submission)).AssertStatus(201);
        string path = $"/api/cases/{submission["caseId"]}";
        var documentId = (string)submission["materials"]![0]!["documentId"]!;

        Answer document = (await GetAsync(Clerk, $"{path}/documents/{documentId}")).AssertStatus(200);
        AssertHeaders(document);
        Assert.Equal("application/pdf", document.MediaType);
        AssertHeaders((await GetAsync(Clerk, path)).AssertStatus(200));
        AssertHeaders(await GetAsync(Issuer.Clerk("clerk-wu", "guanshan"), path));
        AssertHeaders(await SubmitAsync(submission));
        AssertHeaders(await PostAsync(Clerk, "/api/cases", new JsonObject()));
    }

    internal static void AssertHeaders(Answer answer)
    {
        AssertHeader(answer, "X-Content-Type-Options", "nosniff");
        AssertHeader(answer, "X-Frame-Options", "DENY");
        AssertHeader(answer, "Referrer-Policy", "no-referrer");
        AssertHeader(answer, "Cross-Origin-Resource-Policy", "same-origin");
        AssertHeader(answer, "Cross-Origin-Opener-Policy", "same-origin");
        AssertHeader(answer, "Cache-Control", "no-store");
        Assert.Contains("camera=()", Single(answer, "Permissions-Policy"), StringComparison.Ordinal);
        string policy = Single(answer, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);

        // The tests run in Development, on plain HTTP.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Empty(answer.Headers.Server);
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static void AssertHeader(Answer answer, string name, string expected) =>
        Assert.Equal(expected, Single(answer, name));

    private static string Single(Answer answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
