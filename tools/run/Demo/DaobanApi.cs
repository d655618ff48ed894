using System.Net.Http.Headers;
using System.Net.Http.Json;
using Daoban.Run.Http;

namespace Daoban.Run.Demo;

/// <summary>The application over HTTP. Ids come from the caller, so every call may be repeated.</summary>
internal sealed class DaobanApi(PatientHttp http, Uri app, IssuerApi issuer)
{
    public async Task<StoredPaper> PutAsync(
        string person, string caseId, string station, DemoPaper paper, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Put,
            $"api/cases/{caseId}/documents/{paper.DocumentId}?material={paper.MaterialCode}&station={station}",
            () => new ByteArrayContent(paper.Content)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(paper.MediaType) },
            },
            cancellationToken);
        return reply.Read<StoredPaper>($"storing {paper.MaterialCode}");
    }

    public async Task SubmitAsync(string person, object submission, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person, HttpMethod.Post, "api/cases", () => JsonContent.Create(submission), cancellationToken);
        reply.Read<CaseState>("submitting the case");
    }

    public Task<CaseState> ReadCaseAsync(string person, string caseId, CancellationToken cancellationToken) =>
        GetAsync<CaseState>(person, $"api/cases/{caseId}", cancellationToken);

    public Task<TaskState> ReadTaskAsync(
        string person, string caseId, string taskId, CancellationToken cancellationToken) =>
        GetAsync<TaskState>(person, $"api/cases/{caseId}/review-tasks/{taskId}", cancellationToken);

    /// <summary>Looks through the reviewer's worklist for the task of a case.</summary>
    public async Task<TaskState?> FindTaskAsync(
        string person, string district, string caseId, int level, CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            string next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            TaskPage page = await GetAsync<TaskPage>(
                person, $"api/review-tasks?district={district}{next}", cancellationToken);
            if (page.Tasks.FirstOrDefault(task => task.CaseId == caseId && task.Level == level) is { } found)
            {
                return found;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return null;
    }

    public async Task ClaimAsync(string person, string caseId, string taskId, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person, HttpMethod.Put, $"api/cases/{caseId}/review-tasks/{taskId}/claim", () => null, cancellationToken);
        reply.Read<TaskState>("claiming the review task");
    }

    public async Task DecideAsync(
        string person,
        string caseId,
        string taskId,
        string decisionId,
        object decision,
        CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Put,
            $"api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}",
            () => JsonContent.Create(decision),
            cancellationToken);
        reply.Read<DecisionState>("sending the decision");
    }

    public async Task<RevealedText> RevealCommentAsync(
        string person, string caseId, string taskId, string decisionId, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Post,
            $"api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}/comment",
            () => null,
            cancellationToken);
        return reply.Read<RevealedText>("revealing the comment");
    }

    public Task<CatalogEntry> ReadItemAsync(string person, string code, CancellationToken cancellationToken) =>
        GetAsync<CatalogEntry>(person, $"api/catalog/items/{code}", cancellationToken);

    public Task<LedgerState> ReadLedgerAsync(string person, string caseId, CancellationToken cancellationToken) =>
        GetAsync<LedgerState>(person, $"api/cases/{caseId}/ledger", cancellationToken);

    public Task<HistoryState> ReadHistoryAsync(string person, string caseId, CancellationToken cancellationToken) =>
        GetAsync<HistoryState>(person, $"api/cases/{caseId}/history", cancellationToken);

    /// <summary>Asks for the originals of a case.</summary>
    public async Task RequestOriginalsAsync(
        string person, string caseId, string requestId, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Put,
            $"api/cases/{caseId}/unmask-requests/{requestId}",
            () => JsonContent.Create(new { field = "originals", reasonCode = "inspection" }),
            cancellationToken);
        reply.ReadBytes("asking for the originals");
    }

    /// <summary>Approves such a request, as another person.</summary>
    public async Task ApproveOriginalsAsync(
        string person, string caseId, string requestId, string decisionId, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Post,
            $"api/cases/{caseId}/unmask-requests/{requestId}/decision",
            () => JsonContent.Create(new { decisionId, verdict = "approved" }),
            cancellationToken);
        reply.ReadBytes("approving the originals");
    }

    /// <summary>The evidence package of a case with its originals, a zip archive.</summary>
    public async Task<byte[]> ExportEvidenceAsync(string person, string caseId, CancellationToken cancellationToken)
    {
        Reply reply = await SendAsync(
            person,
            HttpMethod.Post,
            $"api/cases/{caseId}/evidence?originals=included",
            () => null,
            cancellationToken);
        return reply.ReadBytes("exporting the evidence package");
    }

    /// <summary>The public keys that verify evidence packages, PEM.</summary>
    public async Task<byte[]> ReadPublicKeysAsync(CancellationToken cancellationToken)
    {
        Reply reply = await http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, new Uri(app, "api/audit/public-keys")), cancellationToken);
        return reply.ReadBytes("reading the public keys");
    }

    private async Task<T> GetAsync<T>(string person, string path, CancellationToken cancellationToken) =>
        (await SendAsync(person, HttpMethod.Get, path, () => null, cancellationToken)).Read<T>($"GET /{path}");

    private async Task<Reply> SendAsync(
        string person, HttpMethod method, string path, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        string token = await issuer.TokenAsync(person, cancellationToken);
        return await http.SendAsync(
            () => new HttpRequestMessage(method, new Uri(app, path))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = content(),
            },
            cancellationToken);
    }
}
