using System.Text;

namespace Daoban.Functions.Tests.Contract;

/// <summary>
/// The HTTP side of exports; what packages hold is tested where a time-stamping authority is at hand, which this
/// application has not.
/// </summary>
public sealed class EvidenceTests(DaobanApp app) : ContractTest(app)
{
    private readonly string auditor = $"auditor-{NewId()[..8]}";

    [Fact]
    public async Task Export_WithoutATimeStamp_IsRefusedAndNotEntered()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        (await ExportAsync(caseId, "")).AssertProblem(503, "not-time-stamped");

        Assert.Empty(await AccessesAsync(auditor, caseId, "evidence-exported"));
    }

    [Fact]
    public async Task Export_OriginalsWithoutApproval_IsRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        (await ExportAsync(caseId, "?originals=included")).AssertProblem(403, "not-approved", "originals");
    }

    [Fact]
    public async Task Export_OriginalsNeitherWay_IsRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        (await ExportAsync(caseId, "?originals=yes")).AssertProblem(400, "malformed-parameter", "originals");
    }

    [Fact]
    public async Task Export_UnknownCaseOrOtherRole_IsRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        (await ExportAsync(NewId(), "")).AssertProblem(404, "unknown-case");
        (await SendAsync(HttpMethod.Post, Clerk, $"/api/cases/{caseId}/evidence", content: null))
            .AssertProblem(403, "role-not-allowed");
    }

    [Fact]
    public async Task PublicKeys_WithoutAToken_ArePem()
    {
        Answer keys = (await GetAsync(token: null, "/api/audit/public-keys")).AssertStatus(200);

        Assert.Equal("application/x-pem-file", keys.MediaType);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", Encoding.ASCII.GetString(keys.Bytes), StringComparison.Ordinal);
    }

    private Task<Answer> ExportAsync(string caseId, string query) => SendAsync(
        HttpMethod.Post, Issuer.Auditor(auditor), $"/api/cases/{caseId}/evidence{query}", content: null);
}
