using System.Security.Cryptography.X509Certificates;
using Azure.Data.Tables;
using Daoban.TestKit;
using Daoban.Verify;
using Daoban.Verify.Findings;
using Daoban.Verify.Signatures;
using Daoban.Workflows.Alerts;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Evidence;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Tests.Anchors;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Evidence;

/// <summary>What the application exports, in the eyes of the verifier that shares no code with it.</summary>
public sealed class EvidenceExporterTests(OwnAzuriteFixture azurite, TsaFixture tsa)
    : IClassFixture<OwnAzuriteFixture>, IClassFixture<TsaFixture>, IAsyncLifetime
{
    private readonly Actor auditor = new($"auditor-{Guid.NewGuid():N}", "auditor", [], [], null);
    private readonly Actor second = new("auditor-2", "auditor", [], [], null);
    private FakeAuthority authority = null!;
    private CaseHost host = null!;

    public async ValueTask InitializeAsync()
    {
        authority = new FakeAuthority(tsa.Client());
        host = await CaseHost.StartAsync(azurite, authority: authority);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Export_ClosedCaseWithOriginals_IsWhole()
    {
        string caseId = await CloseAsync();
        await ApproveAsync(caseId);

        Verification verification = await VerifyAsync(await ExportAsync(caseId, OriginalsChoice.Included));

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, Says("Originals: 3 have the length and the SHA-256"));
        Assert.Contains(verification.Checked, remark =>
            remark.English.StartsWith("Anchor ", StringComparison.Ordinal)
            && remark.English.Contains("existed at", StringComparison.Ordinal));
        Assert.DoesNotContain(verification.Checked, Says("have no time stamp"));
        Assert.Contains(verification.Checked, Says($"History {caseId}: "));
    }

    [Fact]
    public async Task Export_CaseUnderWay_IsWholeBeforeAndAfterTheNextStep()
    {
        string caseId = await host.SubmitAsync();
        await host.TaskAsync(caseId, 1);
        Verification first = await VerifyAsync(await ExportAsync(caseId));
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.TaskAsync(caseId, 2);

        Verification later = await VerifyAsync(await ExportAsync(caseId));

        Assert.Null(first.FirstBroken);
        Assert.Null(later.FirstBroken);
        Assert.Contains(later.Checked, Says("were not checked"));
    }

    [Fact]
    public async Task Export_PaidCase_HoldsTheHistoryOfThePayment()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(1_080_000);

        Verification verification = await VerifyAsync(await ExportAsync(caseId));

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, Says($"History {order.OrderId}: "));
    }

    [Fact]
    public async Task Export_PurgedInstance_TakesItsHistoryFromTheArchive()
    {
        string caseId = await CloseAsync();
        IReadOnlyList<string> lines = CanonicalHistory.Lines(
            await host.Client.GetOrchestrationHistoryAsync(caseId, default));
        await host.Client.PurgeInstanceAsync(caseId);

        Verification without = await VerifyAsync(await ExportAsync(caseId));
        Verification with = await VerifyAsync(await WriteAsync(await Exporter(new FakeHistoryArchive(caseId, lines))
            .ExportAsync(caseId, OriginalsChoice.Separate, auditor, host.Client, default)));

        Assert.Contains("which the package lacks", without.FirstBroken?.English, StringComparison.Ordinal);
        Assert.Null(with.FirstBroken);
    }

    [Fact]
    public async Task Export_DeletedPersonalData_IsWholeWithoutSalts()
    {
        string caseId = await CloseAsync();
        await host.Get<CaseChanges>().ApplyAsync(
            caseId,
            host.Client,
            (file, change) =>
            {
                change.Put(file.Existing);
                change.Shred();
                change.Enter(new("data-deleted", Actor.System, caseId));
                return true;
            },
            default);

        Verification verification = await VerifyAsync(await ExportAsync(caseId));

        Assert.Null(verification.FirstBroken);
        Assert.Contains(verification.Checked, Says("can no longer be checked"));
    }

    [Fact]
    public async Task Export_RowThatAnInsiderChanged_IsNamed()
    {
        string caseId = await CloseAsync();
        TableClient table = Table();
        TableEntity row = await table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {caseId} and RowKey ge 'n|' and RowKey lt 'n}}'"))
            .FirstAsync();
        row["Json"] = row.GetString("Json").Replace("approved", "rejected", StringComparison.Ordinal);
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Verification verification = await VerifyAsync(await ExportAsync(caseId));

        Assert.Equal("decisions.jsonl", verification.FirstBroken?.File);
        Assert.Contains(row.RowKey, verification.FirstBroken!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_EntryThatAnInsiderChanged_IsNamed()
    {
        string caseId = await CloseAsync();
        TableClient table = Table();
        TableEntity row = await table.GetEntityAsync<TableEntity>(caseId, "l|0000000002");
        row["Json"] = row.GetString("Json").Replace("\"role\":\"", "\"role\":\"x", StringComparison.Ordinal);
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Verification verification = await VerifyAsync(await ExportAsync(caseId));

        Assert.Equal(("ledger.jsonl", 2), (verification.FirstBroken?.File, verification.FirstBroken?.Line));
    }

    [Fact]
    public async Task Export_Originals_NeedAnApprovalAndAreEnteredPaperByPaper()
    {
        string caseId = await host.SubmitAsync();
        EvidenceExporter exporter = host.Get<EvidenceExporter>();

        Attempt<EvidencePackage> refused = await exporter.ExportAsync(
            caseId, OriginalsChoice.Included, auditor, host.Client, default);
        await ApproveAsync(caseId);
        await ExportAsync(caseId, OriginalsChoice.Included);

        Assert.Equal((ProblemCodes.NotApproved, "originals"), (refused.Problem.Code, refused.Problem.Field));
        CaseFile file = await host.FileAsync(caseId);
        IReadOnlyList<LedgerEntry> entries = await ReadingsAsync();
        Assert.Equal(("evidence-exported", "included"), (entries[0].Action, entries[0].Outcome));
        Assert.All(entries.Skip(1), entry => Assert.Equal("document-read", entry.Action));
        Assert.Equal(
            file.Documents.Keys.Order(StringComparer.Ordinal),
            entries.Skip(1).Select(entry => entry.Subject!).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(caseId, entry.CaseId));
    }

    [Fact]
    public async Task Export_NoTimeStampToBeHad_IsRefusedAndNotEntered()
    {
        string caseId = await host.SubmitAsync();
        authority.IsDown = true;

        Attempt<EvidencePackage> export = await host.Get<EvidenceExporter>().ExportAsync(
            caseId, OriginalsChoice.Separate, auditor, host.Client, default);

        Assert.Equal(ProblemCodes.NotTimeStamped, export.Problem.Code);
        Assert.Empty(await ReadingsAsync());
    }

    [Fact]
    public async Task Export_UnknownCase_IsRefused()
    {
        Attempt<EvidencePackage> export = await host.Get<EvidenceExporter>().ExportAsync(
            Guid.NewGuid().ToString("D"), OriginalsChoice.Separate, auditor, host.Client, default);

        Assert.Equal(ProblemCodes.UnknownCase, export.Problem.Code);
    }

    [Fact]
    public async Task ReadPem_KeysOfThePast_AreAmongThem()
    {
        Assert.True(KeyRing.TryRead(await host.Get<PublicKeys>().ReadPemAsync(default), out KeyRing? before));
        await using CaseHost next = await CaseHost.StartAsync(azurite);

        Assert.True(KeyRing.TryRead(await next.Get<PublicKeys>().ReadPemAsync(default), out KeyRing? after));

        Assert.Superset(before.KeyIds.ToHashSet(), after.KeyIds.ToHashSet());
        Assert.True(after.KeyIds.Count() > before.KeyIds.Count());
    }

    private static Predicate<Remark> Says(string text) =>
        remark => remark.English.Contains(text, StringComparison.Ordinal);

    private TableClient Table() => new(azurite.ConnectionString, "casefiles");

    private async Task<string> CloseAsync()
    {
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen: 0));
        await host.UntilClosedAsync(caseId);
        return caseId;
    }

    private async Task ApproveAsync(string caseId)
    {
        UnmaskRequests requests = host.Get<UnmaskRequests>();
        string requestId = Guid.NewGuid().ToString("D");
        Assert.True((await requests.RequestAsync(
            caseId,
            requestId,
            new UnmaskRequestData("originals", UnmaskReasons.Inspection),
            auditor,
            host.Client,
            default)).Succeeded);
        Assert.True((await requests.DecideAsync(
            caseId,
            requestId,
            new UnmaskDecisionData(Guid.NewGuid().ToString("D"), Verdict.Approved),
            second,
            host.Client,
            default)).Succeeded);
    }

    private async Task<byte[]> ExportAsync(string caseId, OriginalsChoice choice = OriginalsChoice.Separate)
    {
        return await WriteAsync(await host.Get<EvidenceExporter>().ExportAsync(
            caseId, choice, auditor, host.Client, default));
    }

    private EvidenceExporter Exporter(IHistoryArchive archive) => new(
        host.Get<CaseFileStore>(),
        host.Get<DocumentStore>(),
        new EvidenceHistories([archive]),
        host.Get<HeadAnchoring>(),
        host.Get<PublicKeys>(),
        host.Get<ISigningKey>(),
        host.Get<AccessLog>(),
        host.Get<AccessAlerts>(),
        host.Get<IOriginalsPermission>(),
        host.Time);

    private static async Task<byte[]> WriteAsync(Attempt<EvidencePackage> package)
    {
        using MemoryStream zip = new();
        await package.Value.WriteAsync(zip, default);
        return zip.ToArray();
    }

    private async Task<Verification> VerifyAsync(byte[] zip)
    {
        Assert.True(KeyRing.TryRead(await host.Get<PublicKeys>().ReadPemAsync(default), out KeyRing? keys));
        X509Certificate2Collection authorities = [];
        authorities.ImportFromPem(await tsa.CertificateAsync());
        return EvidenceVerifier.Verify(zip, new VerifyRequest(keys, Originals: null, authorities));
    }

    private async Task<IReadOnlyList<LedgerEntry>> ReadingsAsync()
    {
        (IReadOnlyList<LedgerLine> lines, _) = await host.Get<AccessLog>().ReadAsync(
            auditor.Id, ChinaTime.DateOf(host.Time.GetUtcNow()), default);
        return [.. lines.Select(line => line.Entry)];
    }
}
