using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

public sealed class DocumentTests(DaobanApp app) : ContractTest(app)
{
    private const int Limit = 10 * 1024 * 1024;

    private readonly string caseId = NewId();
    private readonly string documentId = NewId();

    [Fact]
    public async Task Put_Paper_GivesItsHashAndTheSameAnswerAgain()
    {
        byte[] paper = Papers.Pdf("a");

        Answer first = (await PutAsync(Clerk, caseId, documentId, paper)).AssertStatus(200);
        Answer again = (await PutAsync(Clerk, caseId, documentId, paper)).AssertStatus(200);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(paper)), (string?)first.Json["sha256"]);
        Assert.Equal("application/pdf", (string?)first.Json["mediaType"]);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task Put_ExactlyTheLimit_IsStored() =>
        (await PutAsync(Clerk, caseId, documentId, Papers.Pdf("b", Limit))).AssertStatus(200);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_OneByteTooLarge_IsRefusedWhateverItDeclares(bool chunked)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"/api/cases/{caseId}/documents/{documentId}?material=M01&station=damao");
        request.Content = new ByteArrayContent(Papers.Pdf("c", Limit + 1));
        request.Headers.Authorization = new("Bearer", Clerk);
        request.Headers.TransferEncodingChunked = chunked;

        Answer answer = (await SendAsync(request)).AssertProblem(413, "too-large");

        Assert.Equal(Limit, (int)answer.Json["facts"]!["maximumBytes"]!);
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Put_ProgramNamedPdf_IsRefusedByItsContent()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"/api/cases/{caseId}/documents/{documentId}?material=M01&station=damao");
        request.Content = new ByteArrayContent([0x7F, .. "ELF paper.pdf"u8]);
        request.Content.Headers.ContentType = new("application/pdf");
        request.Headers.Authorization = new("Bearer", Clerk);

        Answer answer = (await SendAsync(request)).AssertProblem(415, "wrong-type");

        Assert.Equal(
            ["application/pdf", "image/jpeg", "image/png"],
            answer.Json["facts"]!["accepted"]!.AsArray().Select(type => (string?)type));

        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Put_CutOffPaper_IsRefused()
    {
        (await PutAsync(Clerk, caseId, documentId, Papers.Pdf("d")[..^10])).AssertProblem(415, "wrong-type");
        (await PutAsync(Clerk, caseId, documentId, [])).AssertProblem(415, "wrong-type");

        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Put_SameIdWithOtherContent_IsRefusedAndTheFirstStays()
    {
        byte[] paper = Papers.Pdf("e");
        Answer first = (await PutAsync(Clerk, caseId, documentId, paper)).AssertStatus(200);
        string[] before = await StoredAsync();

        (await PutAsync(Clerk, caseId, documentId, Papers.Pdf("other")))
            .AssertProblem(409, "document-differs", "documentId");
        (await PutAsync(Clerk, caseId, documentId, paper, "M02"))
            .AssertProblem(409, "document-differs", "documentId");

        Assert.Equal(before, await StoredAsync());
        Assert.Equal(first.Text, (await PutAsync(Clerk, caseId, documentId, paper)).AssertStatus(200).Text);

        // Each attempt leaves a note that its paper may have to be removed, for a day.
        async Task<string[]> StoredAsync() => [.. (await App.Storage.EverythingOfAsync(caseId))
            .Where(found => !found.StartsWith("uploads/", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Put_StationOfOthers_IsRefused()
    {
        (await PutAsync(Clerk, caseId, documentId, Papers.Pdf("f"), station: "guanshan"))
            .AssertProblem(403, "station-not-yours", "station");

        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("?station=damao", "material")]
    [InlineData("?material=M01", "station")]
    [InlineData("?material=&station=damao", "material")]
    public async Task Put_ParameterMissing_IsRefused(string query, string field)
    {
        (await SendAsync(
            HttpMethod.Put,
            Clerk,
            $"/api/cases/{caseId}/documents/{documentId}{query}",
            new ByteArrayContent(Papers.Pdf("g")))).AssertProblem(400, "missing-parameter", field);

        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Put_IdsOfAnotherForm_AreRefused()
    {
        (await PutAsync(Clerk, caseId.ToUpperInvariant(), documentId, Papers.Pdf("h")))
            .AssertProblem(400, "malformed-id", "caseId");
        (await PutAsync(Clerk, caseId, "paper-1", Papers.Pdf("h"))).AssertProblem(400, "malformed-id", "documentId");

        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Get_PaperOfACase_GivesItBackAsItWasAndIsEnteredIntoTheReadersChain()
    {
        var submission = await PrepareAsync("PS-01", caseId);
        (await SubmitAsync(submission)).AssertStatus(201);
        string paperId = (string)submission["materials"]![0]!["documentId"]!;

        Answer paper = (await GetAsync(Reviewer("reviewer-1"), $"/api/cases/{caseId}/documents/{paperId}"))
            .AssertStatus(200);

        Assert.Equal(Papers.Pdf(paperId), paper.Bytes);
        Assert.Equal("application/pdf", paper.MediaType);
        JsonNode entry = Assert.Single(await AccessesAsync("reviewer-1", caseId, "document-read"));
        Assert.Equal(paperId, (string?)entry["subject"]);
        (await GetAsync(Clerk, $"/api/cases/{caseId}/documents/{NewId()}")).AssertProblem(404, "unknown-document");
    }

    [Fact]
    public async Task Put_NewPaperForASubmittedCase_IsRefused()
    {
        (await SubmitAsync(await PrepareAsync("PS-01", caseId))).AssertStatus(201);
        await TaskOfLevelAsync(caseId, level: 1);
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await PutAsync(Clerk, caseId, documentId, Papers.Pdf("i"))).AssertProblem(409, "wrong-stage", "caseId");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
        Assert.Empty(await App.Storage.EverythingOfAsync(documentId));
    }

    private async Task AssertNothingStoredAsync() => Assert.Empty(await App.Storage.EverythingOfAsync(caseId));
}
