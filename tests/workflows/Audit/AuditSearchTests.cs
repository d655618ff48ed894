using Daoban.TestKit;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;
using Daoban.Workflows.Tests.Storage;

namespace Daoban.Workflows.Tests.Audit;

public sealed class AuditSearchTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>, IAsyncLifetime
{
    private static readonly AuditCriteria None = new(null, null, null, null, null, null, null, null, null);
    private static readonly Actor Auditor = new("auditor-1", "auditor", [], [], null);

    private CaseHost host = null!;

    private AuditSearch Search => host.Get<AuditSearch>();

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Azure.Data.Tables.TableServiceClient tables = new StorageAccount(azurite.ConnectionString).Tables;
        foreach (string table in (string[])[ReadingIndex.TableName, CaseFileStore.TableName, AccessLog.TableName])
        {
            await tables.DeleteTableAsync(table);
        }
    }

    [Fact]
    public async Task Search_EveryCriterion_FindsTheEntries()
    {
        string caseId = await RejectAsync();
        string person = await HashAsync();

        Assert.Equal(
            ["case-closed", "decision-applied", "case-submitted"], await ActionsAsync(None with { Person = person }));
        Assert.Equal(["case-submitted"], await ActionsAsync(None with { Actor = "clerk-damao" }));
        Assert.Equal(["decision-applied", "review-claimed"], await ActionsAsync(None with { Actor = "reviewer-1" }));
        Assert.Equal(["case-submitted"], await ActionsAsync(None with { Station = "damao" }));
        Assert.Equal(["case-submitted"], await ActionsAsync(None with { Item = "PS-01", Station = "damao" }));
        Assert.Equal(["decision-applied"], await ActionsAsync(None with { Verdict = "rejected" }));
        Assert.Equal(["case-closed"], await ActionsAsync(None with { Stage = "rejected" }));
        Assert.Equal(["decision-applied"], await ActionsAsync(None with { Person = person, Actor = "reviewer-1" }));
        Assert.Equal(
            ["case-closed", "decision-applied", "case-submitted"],
            await ActionsAsync(None with { From = "2026-07-15", To = "2026-07-15" }));
        Assert.Equal(
            ["case-closed", "decision-applied", "review-claimed", "case-submitted"],
            await ActionsAsync(None with { CaseId = caseId }));
        foreach (AuditCriteria nothing in (AuditCriteria[])
            [
                None with { Station = "dongji" }, None with { Item = "SS-02" }, None with { Stage = "completed" },
                None with { Person = person, Station = "dongji" }, None with { To = "2026-07-14" },
                None with { Actor = "clerk-damao", From = "2026-07-16" },
                None with { CaseId = caseId, Verdict = "approved" },
            ])
        {
            Assert.Empty(await ActionsAsync(nothing));
        }
    }

    [Fact]
    public async Task Search_ManyHits_ArePagedWithTokensOfTheirOwnList()
    {
        for (int i = 0; i < AuditIndex.PageSize + 7; i++)
        {
            await host.Get<AuditIndex>().WriteAsync(Guid.NewGuid().ToString("D"), Entry(i), default);
        }

        AuditPage first = await PageAsync(None with { Station = "damao" });
        AuditPage second = await PageAsync(None with { Station = "damao" }, first.Continuation);

        Assert.Equal((AuditIndex.PageSize, 7), (first.Hits.Count, second.Hits.Count));
        Assert.Null(second.Continuation);
        Assert.Equal(
            Enumerable.Range(0, AuditIndex.PageSize + 7).Select(i => (long)i).Reverse(),
            first.Hits.Concat(second.Hits).Select(hit => hit.Sequence));
        string token = first.Continuation!;
        await AssertRefusedAsync(None with { Item = "SS-02" }, token);
        await AssertRefusedAsync(None with { Station = "damao" }, token[..^1] + (token[^1] == '0' ? '1' : '0'));
        await AssertRefusedAsync(None with { Station = "damao" }, "A" + token);
        await AssertRefusedAsync(None with { Station = "damao" }, token.Split('.')[0]);
        await AssertRefusedAsync(None with { Station = "damao" }, new string('A', 5000));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    public async Task Find_FewOrManyCases_IsOneRequestAPage(int cases)
    {
        RequestCount requests = new();
        StorageAccount storage = new(
            azurite.ConnectionString, options => options.AddPolicy(requests, Azure.Core.HttpPipelinePosition.PerRetry));
        foreach (int[] some in Enumerable.Range(0, cases).Chunk(100))
        {
            await Table().SubmitTransactionAsync(some.Select(number => new Azure.Data.Tables.TableTransactionAction(
                Azure.Data.Tables.TableTransactionActionType.Add,
                AuditIndex.ToEntity("station|damao", Guid.NewGuid().ToString("D"), Entry(number)))));
        }

        AuditIndex index = new(storage, host.Get<CaseFileStore>());
        AuditQuery query = AuditQuery.Parse(None with { Station = "damao", Item = "SS-02", From = "2026-07-01" }).Value;
        (IReadOnlyList<AuditHit> hits, string? next) = await index.FindAsync(query, null, default);

        Assert.Equal(Math.Min(cases, AuditIndex.PageSize), hits.Count);
        Assert.Equal(1, requests.Value);
        Assert.Equal(cases > AuditIndex.PageSize, next is not null);
    }

    [Fact]
    public async Task HashPerson_AnyWayOfTyping_IsTheSameHashAndIsEntered()
    {
        string hash = await HashAsync();

        Assert.Equal(hash, await HashAsync("33090219620715998x"));
        Assert.Equal(
            ProblemCodes.IdNumberInvalid,
            (await Search.HashPersonAsync(new PersonLookup("330902196207159981"), Auditor, default)).Problem.Code);
        AccessChainView chain = (await host.Get<AccessChain>().ReadAsync("auditor-1", "2026-07-15", default)).Value;
        Assert.Equal(
            [("person-looked-up", hash), ("person-looked-up", hash)],
            chain.Entries.Select(entry => (entry.Action, entry.Subject!)));
    }

    [Fact]
    public async Task Readings_OfACase_AreListedNewestFirst()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.Get<CaseReader>().RevealAsync(caseId, "name", People.Clerk, default);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Get<CaseReader>().RevealAsync(caseId, "note", People.Reviewer(1), default);

        ReadingPage page = (await Search.ListReadingsAsync(caseId, null, default)).Value;

        Assert.Equal(
            [("reviewer-1", "note"), ("clerk-damao", "name")],
            page.Entries.Select(entry => (entry.ActorId, entry.Subject!)));
        Assert.Empty((await Search.ListReadingsAsync(Guid.NewGuid().ToString("D"), null, default)).Value.Entries);
        Assert.Equal(
            ProblemCodes.MalformedParameter,
            (await Search.ListReadingsAsync(caseId, "x.y", default)).Problem.Code);
    }

    [Fact]
    public async Task Rebuild_IndexLost_BringsItBackAsItWas()
    {
        string caseId = await RejectAsync();
        await host.Get<CaseReader>().RevealAsync(caseId, "name", People.Clerk, default);
        List<string> before = await RowsAsync();
        Azure.Data.Tables.TableClient table = Table();
        await foreach (Azure.Data.Tables.TableEntity row in table.QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            await table.DeleteEntityAsync(row);
        }

        string? token = null;
        int calls = 0;
        do
        {
            Attempt<RebuildProgress> progress = await host.Get<AuditIndexRebuild>().ContinueAsync(token, default);
            token = progress.Value.Continuation;
            calls++;
        }
        while (token is not null);

        Assert.Equal(2, calls);
        Assert.NotEmpty(before);
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(
            ProblemCodes.MalformedParameter,
            (await host.Get<AuditIndexRebuild>().ContinueAsync("x.y", default)).Problem.Code);
    }

    [Fact]
    public async Task ForgetPerson_CaseOfAPerson_IsFoundByItsOtherKeysOnly()
    {
        string caseId = await RejectAsync();
        string person = await HashAsync();

        await host.Get<AuditIndex>().ForgetPersonAsync(await host.FileAsync(caseId), default);

        Assert.Empty(await ActionsAsync(None with { Person = person }));
        Assert.Equal(["decision-applied"], await ActionsAsync(None with { Verdict = "rejected" }));
        Assert.DoesNotContain(await RowsAsync(), row => row.Contains(person, StringComparison.Ordinal));
    }

    private static AuditIndexEntry Entry(int minute) => new(
        minute,
        new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute),
        "clerk-1",
        "clerk",
        LedgerActions.CaseSubmitted,
        null,
        null,
        "damao",
        "SS-02",
        null,
        null);

    private Azure.Data.Tables.TableClient Table() =>
        new StorageAccount(azurite.ConnectionString).Tables.GetTableClient(ReadingIndex.TableName);

    private async Task<string> RejectAsync()
    {
        string caseId = await host.SubmitAsync("PS-01");
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Rejected, ReasonCode: RejectionReasons.NotEligible));
        await host.UntilClosedAsync(caseId);
        await host.UntilAsync(caseId, file => file.Outbox.Count == 0);
        return caseId;
    }

    private async Task<string> HashAsync(string number = "33090219620715998X") =>
        (await Search.HashPersonAsync(new PersonLookup(number), Auditor, default)).Value.Person;

    private async Task<AuditPage> PageAsync(AuditCriteria criteria, string? continuation = null) =>
        (await Search.SearchAsync(criteria, continuation, Actor.System, default)).Value;

    private async Task<string[]> ActionsAsync(AuditCriteria criteria) =>
        [.. (await PageAsync(criteria)).Hits.Select(hit => hit.Action)];

    private async Task AssertRefusedAsync(AuditCriteria criteria, string token)
    {
        Problem problem = (await Search.SearchAsync(criteria, token, Actor.System, default)).Problem;
        Assert.Equal((ProblemCodes.MalformedParameter, "continuation"), (problem.Code, problem.Field));
    }

    private async Task<List<string>> RowsAsync()
    {
        List<string> rows = [];
        await foreach (Azure.Data.Tables.TableEntity row in Table().QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            rows.Add($"{row.PartitionKey} {row.RowKey} {row.GetString("Json")}");
        }

        return rows;
    }
}
