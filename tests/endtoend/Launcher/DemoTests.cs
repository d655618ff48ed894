using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Launcher;

/// <summary><c>./run demo</c> on a stack of its own.</summary>
public sealed partial class DemoTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Demo_OwnStack_EndsWithZeroAndPrintsStepsAndHistory()
    {
        string report = folder.Combine("demo.json");
        await using LauncherProcess demo = LauncherProcess.Start(
            new Dictionary<string, string> { ["Daoban__Telemetry__Directory"] = folder.Combine("telemetry") },
            "demo",
            "--json",
            report,
            "--keep",
            folder.Combine("kept"));

        int code = await demo.EndAsync();

        string output = demo.Output;
        Assert.True(code == 0, output);
        Assert.Contains("5 of 5 cases ended as expected", output, StringComparison.Ordinal);
        JsonElement[] results = JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(report))!;
        Assert.Equal(
            [CaseStages.Completed, CaseStages.Completed, CaseStages.Completed, CaseStages.Rejected, CaseStages.Lapsed],
            results.Select(result => result.GetProperty("stage").GetString()),
            StringComparer.OrdinalIgnoreCase);
        Assert.All(results, result => Assert.Contains(
            $"submitted case {result.GetProperty("caseId").GetString()}", output, StringComparison.Ordinal));

        // The tables of the first case: its own orchestration and that of its payment.
        string caseId = results[0].GetProperty("caseId").GetString()!;
        string orderId = results[0].GetProperty("orderId").GetString()!;
        Assert.Contains($"CaseOrchestrator {caseId}: Completed", output, StringComparison.Ordinal);
        Assert.Contains($"PaymentOrchestrator {orderId}: Completed", output, StringComparison.Ordinal);
        Assert.Contains("ExecutionCompleted", output, StringComparison.Ordinal);
        await AssertEvidenceIsKeptAsync(results[0].GetProperty("documentIds").GetArrayLength());
        AssertSpansLeadFromIntakeToSettlement(SpanGraph.Read(folder.Combine("telemetry", "spans.jsonl"), caseId));
    }

    // The development catalog lapses an order after 30 s: with less patience that case is not shown.
    [Fact]
    public async Task Demo_OwnStackThatLeavesACaseOut_EndsWithOneAndSaysSo()
    {
        await using LauncherProcess demo = LauncherProcess.Start("demo", "--patience", "29");

        int code = await demo.EndAsync();

        Assert.True(code == 1, demo.Output);
        Assert.Contains("4 of 5 cases ended as expected, 1 left out", demo.Output, StringComparison.Ordinal);
        string kept = KeptLine().Match(demo.Output).Groups["path"].Value;
        Assert.True(Directory.Exists(Path.Combine(kept, "logs")), demo.Output);
        Directory.Delete(kept, recursive: true);
    }

    // The clerk's POST, the reviewers' decisions and the bank's callback are traces of their own.
    private static void AssertSpansLeadFromIntakeToSettlement(SpanGraph graph)
    {
        Assert.Equal([], graph.Separated());

        Span intake = graph.Single("SubmitCase");
        Assert.Equal("POST", intake.Attribute("http.request.method"));
        Span settled = graph.Single(span => span.Events.Contains("payment-settled"));
        Assert.Equal("ReceiveBankCallback", settled.Name);
        Assert.NotEqual(intake.TraceId, settled.TraceId);

        // By a link to what created the order, and from there by parents alone.
        Span ordered = Assert.Single(graph.LinkedFrom(settled), span => span.Name == "CreatePaymentOrder");
        IReadOnlyList<string> way = [.. graph.WayUp(ordered).Select(span => span.Name)];
        Assert.Contains("orchestration:PaymentOrchestrator@(1)", way);
        Assert.Contains("orchestration:CaseOrchestrator@(1)", way);
        Assert.Contains("create_orchestration:CaseOrchestrator@(1)", way);
        Assert.Contains(intake, graph.WayUp(ordered));
        Assert.Contains(graph.WayUp(graph.Single("RegisterPaymentOrder")), span => span.SpanId == intake.SpanId);

        foreach (Span decided in graph.Named("DecideReviewTask"))
        {
            Assert.Contains(graph.LinkedFrom(decided), span => span.Name == "OpenReviewTask");
            Assert.Contains(
                graph.Named("ApplyReviewDecision"), span => graph.LinkedFrom(span).Contains(decided));
        }

        Assert.Equal(
            ["PutDocument", "PutDocument", "PutDocument"],
            graph.LinkedFrom(intake).Select(span => span.Name));
    }

    private async Task AssertEvidenceIsKeptAsync(int papers)
    {
        string package = folder.Combine("kept", "evidence.zip");
        string key = folder.Combine("kept", "public-key.pem");

        (int whole, string says) = Verify(package, key);

        Assert.True(whole == 0, says);
        Assert.Contains($"Originals: {papers} have the length and the SHA-256", says, StringComparison.Ordinal);
        Assert.Contains("existed at", says, StringComparison.Ordinal);

        // One fen more in the ledger.
        byte[] archive = await File.ReadAllBytesAsync(package);
        int amount = archive.AsSpan().IndexOf("\"amountFen\":1080000"u8);
        Assert.True(amount > 0);
        archive[amount + "\"amountFen\":108000".Length]++;
        await File.WriteAllBytesAsync(package, archive);
        (int tampered, says) = Verify(package, key);

        Assert.Equal(1, tampered);
        Assert.Contains("ledger.jsonl, line ", says, StringComparison.Ordinal);
        Assert.Contains("This entry was changed", says, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Verify(string package, string key)
    {
        using StringWriter output = new();
        int code = Daoban.Verify.Commands.CommandLine.Invoke([package, "--key", key], output, output);
        return (code, output.ToString());
    }

    [GeneratedRegex(@"Data and logs are kept for you in (?<path>[^\n]+)")]
    private static partial Regex KeptLine();
}
