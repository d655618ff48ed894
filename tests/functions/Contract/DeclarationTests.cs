using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

public sealed class DeclarationTests(DaobanApp app) : ContractTest(app)
{
    private const string Number = "33090219620715998X";

    private string Admin => Issuer.Token("admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } });

    [Fact]
    public async Task Submit_CaseOfADeclaredRelative_IsRefusedUntilTheDeclarationIsWithdrawn()
    {
        string clerkId = $"clerk-{NewId()[..8]}";
        string clerk = Issuer.Clerk(clerkId, "damao");
        string path = $"/api/actors/{clerkId}/declarations/{NewId()}";
        (await PutAsync(clerk, path, Declared("PARENT"))).AssertStatus(200);
        JsonObject submission = await PrepareAsync("PS-01");
        var caseId = (string)submission["caseId"]!;
        IReadOnlyList<string> before = await App.Storage.EverythingOfAsync(caseId);

        (await PostAsync(clerk, "/api/cases", submission))
            .AssertProblem(403, "relative-not-allowed", "resident.idNumber");

        Assert.Equal(before, await App.Storage.EverythingOfAsync(caseId));
        (await SendAsync(HttpMethod.Post, clerk, $"{path}/withdrawal", content: null))
            .AssertProblem(403, "role-not-allowed");
        (await SendAsync(HttpMethod.Post, Admin, $"{path}/withdrawal", content: null)).AssertStatus(200);
        (await PostAsync(clerk, "/api/cases", submission)).AssertStatus(201);
    }

    [Fact]
    public async Task Declare_AfterTheSubmission_LeavesTheReceiptAndClosesTheCase()
    {
        string clerkId = $"clerk-{NewId()[..8]}";
        string clerk = Issuer.Clerk(clerkId, "damao");
        JsonObject submission = await PrepareAsync("PS-01");
        (await PostAsync(clerk, "/api/cases", submission)).AssertStatus(201);

        (await PutAsync(clerk, $"/api/actors/{clerkId}/declarations/{NewId()}", Declared("SELF"))).AssertStatus(200);

        (await PostAsync(clerk, "/api/cases", submission)).AssertStatus(201);
        (await GetAsync(clerk, $"/api/cases/{submission["caseId"]}")).AssertProblem(403, "relative-not-allowed");
        (await GetAsync(Clerk, $"/api/cases/{submission["caseId"]}")).AssertStatus(200);
    }

    [Fact]
    public async Task List_OwnDeclarations_ShowsNoNumberAndAShortHash()
    {
        string reviewerId = $"reviewer-{NewId()[..8]}";
        string path = $"/api/actors/{reviewerId}/declarations";
        string id = NewId();
        (await PutAsync(Reviewer(reviewerId), $"{path}/{id}", Declared("SIBLING"))).AssertStatus(200);

        Answer own = (await GetAsync(Reviewer(reviewerId), path)).AssertStatus(200);
        Answer audited = (await GetAsync(Issuer.Auditor("auditor-1"), path)).AssertStatus(200);

        JsonNode? one = Assert.Single(own.Json["declarations"]!.AsArray());
        Assert.Equal((id, "SIBLING", reviewerId),
            ((string?)one!["declarationId"], (string?)one["relation"], (string?)one["declaredBy"]));
        Assert.Matches("^[0-9a-f]{12}$", (string?)one["person"]);
        Assert.Equal(own.Text, audited.Text);
        Assert.DoesNotContain(Number, own.Text, StringComparison.Ordinal);
        (await GetAsync(Reviewer("reviewer-else"), path)).AssertProblem(403, "actor-not-yours", "actorId");
    }

    [Theory]
    [InlineData("{\"idNumber\":\"330902196207159981\",\"relation\":\"SELF\"}", 422, "id-number-invalid", "idNumber")]
    [InlineData("{\"idNumber\":\"33090219620715998X\",\"relation\":\"COUSIN\"}", 400, "malformed-body", "relation")]
    [InlineData("{\"idNumber\":\"33090219620715998X\"}", 400, "malformed-body", "relation")]
    [InlineData("{\"relation\":\"SELF\"}", 400, "malformed-body", "idNumber")]
    public async Task Declare_BodyThatBreaksARule_IsRefused(string body, int status, string code, string field) =>
        (await PutAsync(Admin, $"/api/actors/clerk-9/declarations/{NewId()}", JsonNode.Parse(body)))
            .AssertProblem(status, code, field);

    [Theory]
    [InlineData("33090219620715998X")]
    [InlineData("13800000000")]
    [InlineData("%E6%9E%97")]
    public async Task Declare_ForAPersonWhoseIdMayBePersonal_IsRefused(string actorId) =>
        (await PutAsync(Admin, $"/api/actors/{actorId}/declarations/{NewId()}", Declared("SELF")))
            .AssertProblem(400, "malformed-parameter", "actorId");

    [Fact]
    public async Task Declare_IdOfAnotherForm_IsRefused() =>
        (await PutAsync(Admin, "/api/actors/clerk-9/declarations/1", Declared("SELF")))
            .AssertProblem(400, "malformed-id", "declarationId");

    [Fact]
    public async Task Declare_SameIdWithOtherContent_IsRefusedAndTheFirstCounts()
    {
        string path = $"/api/actors/clerk-{NewId()[..8]}/declarations/{NewId()}";
        Answer first = (await PutAsync(Admin, path, Declared("CHILD"))).AssertStatus(200);

        (await PutAsync(Admin, path, Declared("SPOUSE"))).AssertProblem(409, "declaration-differs", "declarationId");
        Assert.Equal(first.Text, (await PutAsync(Admin, path, Declared("CHILD"))).AssertStatus(200).Text);
        (await PutAsync(Admin, $"{path[..path.LastIndexOf('/')]}/{NewId()}", Declared("CHILD")))
            .AssertProblem(409, "already-declared", "idNumber");
    }

    [Fact]
    public async Task Withdraw_UnknownDeclaration_IsRefused() =>
        (await SendAsync(
            HttpMethod.Post, Admin, $"/api/actors/clerk-9/declarations/{NewId()}/withdrawal", content: null))
            .AssertProblem(404, "unknown-declaration", "declarationId");

    private static JsonObject Declared(string relation) => new() { ["idNumber"] = Number, ["relation"] = relation };
}
