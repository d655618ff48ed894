using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
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
            await system.Staff(http, $"clerk-{file.GetProperty("stationId").GetString()}")
                .ReadAsync($"api/cases/{result.CaseId}/documents/{result.DocumentIds[0]}");
        }

        ScenarioResult paid = results.First(result => result.Scenario == DemoScenarios.Paid);
        foreach (string field in (string[])["name", "idNumber", "phone", "address", "bankAccount", "note"])
        {
            await RevealAsync(system.Staff(http, "clerk-damao"), $"api/cases/{paid.CaseId}/resident/{field}");
        }

        ScenarioResult rejected = results.First(result => result.Scenario == DemoScenarios.Rejected);
        JsonElement view = await auditor.ReadJsonAsync($"api/cases/{rejected.CaseId}");
        string? taskId = view.GetProperty("reviewTasks")[0].GetProperty("taskId").GetString();
        await RevealAsync(
            system.Staff(http, "clerk-dongji"),
            $"api/cases/{rejected.CaseId}/review-tasks/{taskId}/decisions/{rejected.DecisionIds[0]}/comment");
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
            string headers = string.Join(
                '\n', exchange.RequestHeaders.Select(header => $"{header.Key}: {header.Value}"));
            yield return new($"storage headers of {exchange}", Encoding.Latin1.GetBytes(headers));
            yield return new($"storage body of {exchange}", exchange.RequestBody.ToArray());
        }

        IEnumerable<(string Where, RecordedMessage Message)> messages = system.Bank.Requests
            .Select(request => ("to the bank", request))
            .Concat(recorder.Answers
                .Where(answer => !ShowsPersonalData(answer.Name))
                .Select(answer => ("answer", answer)));
        foreach ((string where, RecordedMessage message) in messages)
        {
            yield return new($"{where}: {message.Name}", Encoding.UTF8.GetBytes(message.Headers));
            yield return new($"{where}: {message.Name}", message.Body);
        }

        yield return new("output of the application", Encoding.UTF8.GetBytes(string.Join('\n', system.AppOutput)));
        foreach ((string program, string text) in system.OtherOutput())
        {
            yield return new($"output of {program}", Encoding.UTF8.GetBytes(text));
        }
    }

    // Their purpose is to show the resident's data to somebody who is allowed to see it.
    private static bool ShowsPersonalData(string name) =>
        name.Contains("/resident/", StringComparison.Ordinal)
        || (name.StartsWith("POST", StringComparison.Ordinal) && name.Contains("/comment ", StringComparison.Ordinal))
        || (name.StartsWith("GET", StringComparison.Ordinal) && name.Contains("/documents/", StringComparison.Ordinal));

    private sealed record Captured(string Where, byte[] Content);
}
