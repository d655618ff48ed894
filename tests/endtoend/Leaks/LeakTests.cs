using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>
/// Personal data of the demonstration's residents shows nowhere but where a person asked for it (DESIGN §5): not at
/// storage, not at the bank, not in an answer, not in anything a program writes.
/// </summary>
public sealed class LeakTests
{
    private static readonly TimeSpan PaymentValidFor = TimeSpan.FromSeconds(25);

    // Texts that do pass: without them the scan would have looked at nothing.
    private static readonly string[] Expected = ["CaseOrchestrator", "RegisterPaymentOrder", "payment-settled"];

    // What an application with tracing switched on writes down of its requests.
    private static readonly string[] ExpectedTraces = ["System.Net.Http", "Azure-Core"];

    // What its own telemetry, exported to files, must have told of the demonstration.
    private static readonly (string File, string Text)[] ExpectedExports =
    [
        ("spans.jsonl", "activity:RegisterPaymentOrder"),
        ("spans.jsonl", "\"name\":\"payment-settled\""),
        ("metrics.jsonl", "\"name\":\"daoban.decisions\""),
        ("metrics.jsonl", "http.server.request.duration"),
        ("logs.jsonl", "Daoban.Workflows.Payments.RegisterPaymentOrder"),
    ];

    [Fact]
    public async Task Demo_EverythingCaptured_ShowsNoPersonalData()
    {
        await using RunningSystem system = await RunningSystem.StartAsync(
            new SystemOptions { Record = true, PaymentValidFor = PaymentValidFor });
        using var recorder = new RecordingHandler();
        using var http = new HttpClient(recorder);
        var log = new OutputLog();
        Assert.True(await system.StartAppAsync());

        ScenarioResult[] results = await system.Scenarios(http, TimeSpan.FromSeconds(90), log)
            .RunAllAsync(TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.Null(result.Failure));
        await ReadEverythingAsync(system, http, results);
        await ReconcileAsync(system.Staff(http, "supervisor"));
        await BeRefusedAsync(system, http, results.First(result => result.Scenario == DemoScenarios.Rejected));
        await system.App!.StopAsync();

        Captured[] captured = [.. Capture(system, recorder)];
        var control = new LeakScan(Expected);
        string[] passed = [.. captured.SelectMany(piece => control.Find(piece.Content)).Distinct()];
        var scan = new LeakScan(Canaries.All);
        string[] leaks =
            [.. captured.SelectMany(piece => scan.Find(piece.Content).Select(found => $"{piece.Where}: {found}"))];
        log.Write($"{captured.Length} pieces captured, {scan.Looked} contents looked at");

        Assert.Contains(passed, way => way.Contains("brotli", StringComparison.Ordinal));
        Assert.All(ExpectedTraces, text => Assert.Contains(text, system.Traces(), StringComparison.Ordinal));
        Assert.All(ExpectedExports, export => Assert.Contains(
            export.Text,
            File.ReadAllText(Path.Combine(system.TelemetryFolder, export.File)),
            StringComparison.Ordinal));
        Assert.All(Expected, text => Assert.Contains(passed, way => way.EndsWith(text, StringComparison.Ordinal)));
        Assert.Empty(leaks);
    }

    private static async Task ReadEverythingAsync(RunningSystem system, HttpClient http, ScenarioResult[] results)
    {
        StaffClient auditor = system.Staff(http, "auditor");
        foreach (ScenarioResult result in results)
        {
            JsonElement file = await auditor.ReadJsonAsync($"api/cases/{result.CaseId}");
            await auditor.ReadAsync($"api/cases/{result.CaseId}/history");
            await auditor.ReadAsync($"api/cases/{result.CaseId}/ledger");
        }

        // Fields and papers are shown in full only while a case is open.
        StaffClient clerk = system.Staff(http, "clerk-damao");
        (string open, string documentId) = await SubmitAsync(clerk);
        await clerk.ReadAsync($"api/cases/{open}/documents/{documentId}");
        foreach (string field in (string[])["name", "idNumber", "phone", "address", "bankAccount", "note"])
        {
            await RevealAsync(clerk, $"api/cases/{open}/resident/{field}");
        }

        string request = $"api/cases/{open}/rights-requests/{Guid.NewGuid():D}";
        (HttpStatusCode taken, _) = await clerk.SendAsync(HttpMethod.Put, request, JsonContent.Create(
            new { kind = "CORRECT", reasonCode = "inaccurate", field = "address", newValue = Canaries.NewAddress }));
        Assert.Equal(HttpStatusCode.OK, taken);
        await clerk.ReadAsync(request);
        await clerk.ReadAsync($"api/cases/{open}");

        ScenarioResult rejected = results.First(result => result.Scenario == DemoScenarios.Rejected);
        JsonElement view = await auditor.ReadJsonAsync($"api/cases/{rejected.CaseId}");
        string? taskId = view.GetProperty("reviewTasks")[0].GetProperty("taskId").GetString();
        await RevealAsync(
            system.Staff(http, "clerk-dongji"),
            $"api/cases/{rejected.CaseId}/review-tasks/{taskId}/decisions/{rejected.DecisionIds[0]}/comment");
    }

    // From the bank's process through the application's into storage.
    private static async Task ReconcileAsync(StaffClient supervisor)
    {
        string yesterday = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(-1)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (HttpStatusCode status, byte[] statement) = await supervisor.SendAsync(
            HttpMethod.Post, $"api/payments/statements/{yesterday}/import");
        Assert.Equal(
            (HttpStatusCode.OK, "imported"),
            (status, JsonSerializer.Deserialize<JsonElement>(statement).GetProperty("state").GetString()));
        await supervisor.ReadAsync("api/payments/statements");
        await supervisor.ReadAsync($"api/payments/statements/{yesterday}/discrepancies");
    }

    private static async Task<(string CaseId, string DocumentId)> SubmitAsync(StaffClient clerk)
    {
        string caseId = Guid.NewGuid().ToString("D");
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(Canaries.Child, "M01", "M02", "M06");
        foreach (DemoPaper paper in papers)
        {
            (HttpStatusCode stored, _) = await clerk.SendAsync(
                HttpMethod.Put,
                $"api/cases/{caseId}/documents/{paper.DocumentId}?material={paper.MaterialCode}&station=damao",
                new ByteArrayContent(paper.Content));
            Assert.Equal(HttpStatusCode.OK, stored);
        }

        (HttpStatusCode submitted, _) = await clerk.SendAsync(
            HttpMethod.Post,
            "api/cases",
            JsonContent.Create(OfChild(Submission.Create(caseId, "SS-02", "damao", Canaries.Child, papers))));
        Assert.Equal(HttpStatusCode.Created, submitted);
        return (caseId, papers[0].DocumentId);
    }

    private static JsonNode OfChild(object submission)
    {
        JsonNode body = JsonSerializer.SerializeToNode(submission)!;
        JsonArray consents = body["consents"]!.AsArray();
        JsonNode second = consents[0]!.DeepClone();
        second["consentId"] = Guid.NewGuid().ToString("D");
        second["purpose"] = "minor-data";
        consents.Add(second);
        foreach (JsonNode? consent in consents)
        {
            consent!["guardian"] = new JsonObject { ["relation"] = "PARENT", ["name"] = Canaries.Guardian };
        }

        return body;
    }

    private static async Task RevealAsync(StaffClient clerk, string path)
    {
        (HttpStatusCode status, byte[] body) = await clerk.SendAsync(HttpMethod.Post, path);
        Assert.Equal(HttpStatusCode.OK, status);
        // The one place where it must show; also proof that the scan would have seen it in an answer.
        Assert.NotEmpty(new LeakScan(Canaries.All).Find(body));
    }

    private static async Task BeRefusedAsync(RunningSystem system, HttpClient http, ScenarioResult rejected)
    {
        StaffClient clerk = system.Staff(http, "clerk-damao");
        string caseId = Guid.NewGuid().ToString("D");
        IReadOnlyList<DemoPaper> papers = DemoPapers.For(Canaries.Refused, "M01", "M02", "M06");
        object submission = Submission.Create(caseId, "SS-02", "damao", Canaries.Refused, papers);
        string all = string.Join(' ', Canaries.Refused.Canaries);
        HttpContent[] bodies =
        [
            JsonContent.Create(submission),
            JsonContent.Create(new { caseId, itemCode = all, stationId = all }),
            new StringContent($"{{ \"caseId\": \"{caseId}\", \"resident\": {all}", Encoding.UTF8, "application/json"),
            new StringContent($"[\"{all}\"]", Encoding.UTF8, "application/json"),
        ];
        foreach (HttpContent body in bodies)
        {
            (HttpStatusCode status, _) = await clerk.SendAsync(HttpMethod.Post, "api/cases", body);
            Assert.InRange((int)status, 400, 499);
        }

        // A verdict of neither kind; the comment beside it must not come back with the refusal.
        (HttpStatusCode undecided, _) = await system.Staff(http, "reviewer-putuo-1").SendAsync(
            HttpMethod.Put,
            $"api/cases/{rejected.CaseId}/review-tasks/{Guid.NewGuid():D}/decisions/{Guid.NewGuid():D}",
            JsonContent.Create(new { verdict = all, comment = DemoResidents.RejectionComment }));
        Assert.Equal(HttpStatusCode.BadRequest, undecided);

        (HttpStatusCode refused, _) = await clerk.SendAsync(
            HttpMethod.Put,
            $"api/cases/{caseId}/documents/{Guid.NewGuid():D}?material=M01&station=damao",
            new ByteArrayContent(Encoding.UTF8.GetBytes(all)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused);
    }

    private static IEnumerable<Captured> Capture(RunningSystem system, RecordingHandler recorder)
    {
        foreach (StorageExchange exchange in system.Storage.Exchanges)
        {
            yield return new($"storage target #{exchange.Number}", Encoding.UTF8.GetBytes(exchange.Target));
            yield return new($"storage headers of {exchange}", Headers(exchange.RequestHeaders));
            yield return new($"storage body of {exchange}", exchange.RequestBody.ToArray());
            yield return new($"storage answer headers of {exchange}", Headers(exchange.ResponseHeaders));
            yield return new($"storage answer of {exchange}", exchange.ResponseBody.ToArray());
        }

        IEnumerable<(string Where, RecordedMessage Message)> messages = system.Bank.Messages
            .Select(message => ("with the bank", message))
            .Concat(recorder.Answers
                .Where(answer => !ShowsPersonalData(answer.Name))
                .Select(answer => ("answer", answer)));
        foreach ((string where, RecordedMessage message) in messages)
        {
            yield return new($"{where}: {message.Name}", Encoding.UTF8.GetBytes(message.Name));
            yield return new($"{where}: headers of {message.Name}", Encoding.UTF8.GetBytes(message.Headers));
            yield return new($"{where}: {message.Name}", message.Body);
        }

        yield return new("traces of the application", Encoding.UTF8.GetBytes(system.Traces()));
        yield return new("output of the application", Encoding.UTF8.GetBytes(string.Join('\n', system.AppOutput)));
        foreach (string line in Directory.EnumerateFiles(system.TelemetryFolder).SelectMany(File.ReadLines))
        {
            yield return new($"telemetry {line[..Math.Min(line.Length, 300)]}", Encoding.UTF8.GetBytes(line));
        }

        foreach ((string program, string text) in system.OtherOutput())
        {
            yield return new($"output of {program}", Encoding.UTF8.GetBytes(text));
        }
    }

    private static byte[] Headers(IReadOnlyDictionary<string, string> headers) =>
        Encoding.Latin1.GetBytes(string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}")));

    // Their purpose is to show the resident's data to somebody who is allowed to see it.
    private static bool ShowsPersonalData(string name) =>
        name.Contains("/resident/", StringComparison.Ordinal)
        || (name.StartsWith("POST", StringComparison.Ordinal) && name.Contains("/comment ", StringComparison.Ordinal))
        || (name.StartsWith("GET", StringComparison.Ordinal) && name.Contains("/documents/", StringComparison.Ordinal));

    private sealed record Captured(string Where, byte[] Content);
}
