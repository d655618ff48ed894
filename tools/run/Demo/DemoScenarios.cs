using Daoban.Run.Http;

namespace Daoban.Run.Demo;

/// <summary>The five scenarios. Each is whole in itself, so that they can run side by side.</summary>
internal sealed class DemoScenarios
{
    public const string Paid = "paid";
    public const string LostCallback = "lost-callback";
    public const string Free = "free";
    public const string Rejected = "rejected";
    public const string Lapsed = "lapsed";

    private const string Pension = "SS-02";
    private const string BirthRegistration = "HE-01";
    private const string Auditor = "auditor";
    private const string SecondAuditor = "auditor-2";
    private const long PaidFen = 1_080_000;
    private const long LostCallbackFen = 720_000;
    private const long LapsedFen = 360_000;

    private readonly PatientHttp http;
    private readonly DaobanApi app;
    private readonly BankApi bank;
    private readonly IDemoLog log;

    public DemoScenarios(HttpClient client, DemoSettings settings, IDemoLog log)
    {
        http = new PatientHttp(client, settings.Patience);
        app = new DaobanApi(http, settings.App, new IssuerApi(http, settings.Issuer));
        bank = new BankApi(http, settings.Bank);
        this.log = log;
    }

    /// <summary>Runs all five side by side.</summary>
    /// <returns>The results in a fixed order; a failure is a result, not an exception.</returns>
    public Task<ScenarioResult[]> RunAllAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RunPaidAsync(cancellationToken),
        RunLostCallbackAsync(cancellationToken),
        RunFreeAsync(cancellationToken),
        RunRejectedAsync(cancellationToken),
        RunLapsedAsync(cancellationToken));

    /// <summary>Pension information with three papers, two reviews, a payment at the bank.</summary>
    public Task<ScenarioResult> RunPaidAsync(CancellationToken cancellationToken) =>
        RunAsync(Paid, Station.Damao, Pension, CaseStages.Completed, async journey =>
        {
            PaymentState order = await ApproveWithFeeAsync(journey, DemoResidents.Paid, PaidFen, cancellationToken);
            await journey.PayAsync(order, cancellationToken);
        }, cancellationToken);

    /// <summary>The same, but the bank's callbacks get lost: the scheduled query finds the payment.</summary>
    public Task<ScenarioResult> RunLostCallbackAsync(CancellationToken cancellationToken) =>
        RunAsync(LostCallback, Station.Damao, Pension, CaseStages.Completed, async journey =>
        {
            PaymentState order = await ApproveWithFeeAsync(
                journey, DemoResidents.LostCallback, LostCallbackFen, cancellationToken);
            await journey.LoseCallbacksAsync(order, cancellationToken);
            await journey.PayAsync(order, cancellationToken);
        }, cancellationToken);

    /// <summary>Birth registration: one review, nothing to pay.</summary>
    public Task<ScenarioResult> RunFreeAsync(CancellationToken cancellationToken) =>
        RunAsync(Free, Station.Damao, BirthRegistration, CaseStages.Completed, async journey =>
        {
            await TakeInAsync(
                journey, BirthRegistration, DemoResidents.Free, ["M01", "M01", "M02", "M03", "M09"], cancellationToken);
            await journey.DecideAsync(1, DecisionWish.Approve, cancellationToken);
        }, cancellationToken);

    /// <summary>Pension information that the township rejects; the clerk tells the resident why.</summary>
    public Task<ScenarioResult> RunRejectedAsync(CancellationToken cancellationToken) =>
        RunAsync(Rejected, Station.Dongji, Pension, CaseStages.Rejected, async journey =>
        {
            await TakeInAsync(
                journey, Pension, DemoResidents.Rejected, ["M01", "M02", "M06"], cancellationToken);
            await journey.DecideAsync(
                1, DecisionWish.Reject("other", DemoResidents.RejectionComment), cancellationToken);
            await journey.TellResidentWhyAsync(DemoResidents.RejectionComment, cancellationToken);
        }, cancellationToken);

    /// <summary>Approved, but nobody pays: the order is closed at the bank and the case lapses.</summary>
    public Task<ScenarioResult> RunLapsedAsync(CancellationToken cancellationToken) =>
        RunAsync(Lapsed, Station.Damao, Pension, CaseStages.Lapsed, async journey =>
        {
            PaymentState order = await ApproveWithFeeAsync(journey, DemoResidents.Lapsed, LapsedFen, cancellationToken);
            TimeSpan rest = order.ExpiresAt - DateTimeOffset.UtcNow;
            journey.Tell("resident", $"does not pay; the order lapses in {Math.Max(0, rest.TotalSeconds):0} s");
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest < http.Patience ? rest : http.Patience, cancellationToken);
            }
        }, cancellationToken);

    /// <summary>What the auditor reads of a case.</summary>
    public Task<HistoryState> ReadHistoryAsync(string caseId, CancellationToken cancellationToken) =>
        app.ReadHistoryAsync(Auditor, caseId, cancellationToken);

    /// <summary>
    /// Leaves a case's evidence package with its originals, which a second auditor approves, and the public key that
    /// verifies it.
    /// </summary>
    /// <exception cref="UnexpectedAnswerException">The application refused one of the steps.</exception>
    public async Task KeepEvidenceAsync(string caseId, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        string requestId = Guid.NewGuid().ToString("D");
        await app.RequestOriginalsAsync(Auditor, caseId, requestId, cancellationToken);
        await app.ApproveOriginalsAsync(
            SecondAuditor, caseId, requestId, Guid.NewGuid().ToString("D"), cancellationToken);
        byte[] package = await app.ExportEvidenceAsync(Auditor, caseId, cancellationToken);
        byte[] keys = await app.ReadPublicKeysAsync(cancellationToken);
        folder.Create();
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "evidence.zip"), package, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "public-key.pem"), keys, cancellationToken);
    }

    private static async Task<PaymentState> ApproveWithFeeAsync(
        CaseJourney journey, DemoResident resident, long amountFen, CancellationToken cancellationToken)
    {
        await TakeInAsync(journey, Pension, resident, ["M01", "M02", "M06"], cancellationToken);
        await journey.DecideAsync(1, DecisionWish.Approve, cancellationToken);
        await journey.DecideAsync(2, DecisionWish.ApproveWith(amountFen), cancellationToken);
        return await journey.AwaitOrderAsync(cancellationToken);
    }

    private static async Task TakeInAsync(
        CaseJourney journey,
        string itemCode,
        DemoResident resident,
        string[] materials,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(resident, materials);
        await journey.UploadAsync(papers, cancellationToken);
        await journey.SubmitAsync(itemCode, resident, papers, cancellationToken);
    }

    private async Task<ScenarioResult> RunAsync(
        string scenario,
        Station station,
        string itemCode,
        string expectedStage,
        Func<CaseJourney, Task> play,
        CancellationToken cancellationToken)
    {
        CaseJourney journey = new(scenario, station, app, bank, http, log);
        ScenarioResult result = new()
        {
            Scenario = scenario,
            ItemCode = itemCode,
            CaseId = journey.CaseId,
            ExpectedStage = expectedStage,
        };
        try
        {
            if (await ObstacleToAsync(scenario, itemCode, station, cancellationToken) is { } obstacle)
            {
                journey.Tell("demo", $"left out: {obstacle}");
                return result with { Skipped = obstacle };
            }

            await play(journey);
            CaseState end = await journey.AwaitEndAsync(cancellationToken);
            result = await JudgeAsync(result, end, cancellationToken);
        }
        catch (UnexpectedAnswerException failure)
        {
            result = result with { Failure = failure.Message };
        }

        if (result.Failure is { } reason)
        {
            journey.Tell("demo", $"FAILED: {reason}");
        }

        return result with { DocumentIds = journey.DocumentIds, DecisionIds = journey.DecisionIds };
    }

    /// <summary>A real catalog's days cannot be waited for; development's seconds can.</summary>
    private async Task<string?> ObstacleToAsync(
        string scenario, string itemCode, Station station, CancellationToken cancellationToken)
    {
        CatalogEntry item = await app.ReadItemAsync(station.Clerk, itemCode, cancellationToken);
        return item.Payment?.ObstacleTo(scenario, http.Patience);
    }

    private async Task<ScenarioResult> JudgeAsync(
        ScenarioResult result, CaseState end, CancellationToken cancellationToken)
    {
        LedgerState ledger = await app.ReadLedgerAsync(Auditor, end.CaseId, cancellationToken);
        BankOrderOverview? order =
            end.Payment is { } payment ? await bank.ReadAsync(payment.OrderId, cancellationToken) : null;
        return result with
        {
            Stage = end.Stage,
            OrderId = end.Payment?.OrderId,
            Payments = order?.Payments,
            SettledBy = end.Payment?.SettledBy,
            LedgerEntries = ledger.Entries.Count,
            Failure = ScenarioRules.FaultOf(result, end, order, ledger),
        };
    }
}
