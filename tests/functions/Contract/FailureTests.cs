using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Daoban.Functions.Tests.Contract;

public sealed class FailureTests(DaobanApp app) : ContractTest(app)
{
    [Theory]
    [InlineData(99, "{}")]
    [InlineData(1, "{\"idNumber\":33090219620715998X}")]
    public async Task Get_RowThatCannotBeRead_Is500WithoutAWordOfIt(int format, string json)
    {
        string caseId = NewId();
        await App.Storage.PutCaseRowAsync(new TableEntity(caseId, "case") { ["Format"] = format, ["Json"] = json });

        Answer answer = (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/cases/{caseId}"))
            .AssertProblem(500, "internal");

        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("33090219620715998X", answer.Text, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("name", "林阿婆")]
    [InlineData("idNumber", "33090219620715998X")]
    public async Task Reveal_OneField_IsEnteredBeforeItIsShown(string field, string text)
    {
        JsonObject submission = await PrepareAsync("PS-01");
        (await SubmitAsync(submission)).AssertStatus(201);
        string path = $"/api/cases/{submission["caseId"]}";

        JsonNode revealed = (await SendAsync(HttpMethod.Post, Clerk, $"{path}/resident/{field}", content: null))
            .AssertStatus(200).Json;

        Assert.Equal(text, (string?)revealed["text"]);
        string caseId = (string)submission["caseId"]!;
        JsonNode entry = Assert.Single(await AccessesAsync("clerk-lin", caseId, "field-revealed"));
        Assert.Equal(field, (string?)entry["subject"]);
        Assert.DoesNotContain(text, entry.ToJsonString(), StringComparison.Ordinal);
        (await SendAsync(HttpMethod.Post, Clerk, $"{path}/resident/shoeSize", content: null))
            .AssertProblem(404, "not-found", "field");
    }
}
