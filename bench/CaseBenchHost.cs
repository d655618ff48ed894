using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Daoban.Emulator;
using Daoban.TestKit;
using Daoban.Workflows;
using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Bench;

/// <summary>The workflows on the durable engine without HTTP, and one way of a case from papers to its end.</summary>
internal sealed class CaseBenchHost : IAsyncDisposable
{
    private const string Station = "damao";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string CaseId, int Level), TaskCompletionSource<string>> opened = new();
    private readonly ScratchFolder folder = new();
    private readonly IHost host;

    private CaseBenchHost(string connectionString, bool withIndex, bool withEngine)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection(Settings(connectionString));
        builder.Services.AddDaobanWorkflows();
        if (!withIndex)
        {
            builder.Services.Remove(builder.Services.Single(
                service => service.ImplementationType == typeof(AuditIndexHandler)));
            builder.Services.AddSingleton<IOutboxHandler, NoIndexHandler>();
        }

        // Payloads in the form that a Functions app gives them.
        builder.Services.AddSingleton<DataConverter>(new JsonDataConverter(JsonSerializerOptions.Web));
        string hub = $"b{Guid.NewGuid():N}";
        if (withEngine)
        {
            builder.Services.AddDurableTaskWorker(worker =>
                worker.UseAzureStorage(connectionString, hub).AddTasks(AddTasks));
        }

        builder.Services.AddDurableTaskClient(client => client.UseAzureStorage(connectionString, hub));
        host = builder.Build();
    }

    public DurableTaskClient Client => Get<DurableTaskClient>();

    /// <param name="connectionString">The storage account.</param>
    /// <param name="withIndex">Whether the search index is written.</param>
    /// <param name="withEngine">Whether orchestrations run; their engine makes requests of its own.</param>
    public static async Task<CaseBenchHost> StartAsync(
        string connectionString, bool withIndex = true, bool withEngine = true)
    {
        CaseBenchHost started = new(connectionString, withIndex, withEngine);
        await started.host.StartAsync();
        return started;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>One case of SS-02: three papers, two approvals, nothing to pay.</summary>
    /// <returns>Its id, once it is completed.</returns>
    public async Task<string> RunCaseAsync()
    {
        string caseId = NewId();
        Actor clerk = new("clerk-1", "clerk", [Station], [], null);
        List<MaterialData> materials = [];
        foreach (string code in (string[])["M01", "M02", "M06"])
        {
            string documentId = NewId();
            Required(await Get<CaseDocuments>().PutAsync(
                new NewDocument(caseId, documentId, code, Station, Paper), clerk, default));
            materials.Add(new MaterialData(code, documentId));
        }

        Required(await Get<CaseIntake>().SubmitAsync(Submission(caseId, materials), clerk, Client, default));
        await DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen: 0));
        OrchestrationMetadata ended = await Client.WaitForInstanceCompletionAsync(caseId);
        return ended.RuntimeStatus is OrchestrationRuntimeStatus.Completed
            ? caseId
            : throw new InvalidOperationException($"The case ended as {ended.RuntimeStatus}.");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        folder.Dispose();
    }

    /// <summary>A scanned page of 300 KB.</summary>
    public static byte[] Paper { get; } =
        [.. "%PDF-1.4\n% "u8, .. Enumerable.Repeat((byte)'x', 300_000), .. "\nstartxref\n9\n%%EOF\n"u8];

    private static string NewId() => Guid.NewGuid().ToString("D");

    private static void Required<T>(Daoban.Workflows.Problems.Attempt<T> attempt)
    {
        if (!attempt.Succeeded)
        {
            throw new InvalidOperationException($"{attempt.Problem.Code} {attempt.Problem.Field}");
        }
    }

    // Invented, with the synthetic ID number of the tests.
    private static CaseSubmission Submission(string caseId, IReadOnlyList<MaterialData> materials) => new(
        caseId,
        "SS-02",
        Station,
        new ResidentData(
            "测试居民",
            "33090219620715998X",
            "舟山市定海区环南街道大猫村 1 号",
            "13800000000",
            new BankAccountData(BankAccountKind.Card, "6228480000000007")),
        new IdentityCheckData("CARD_AND_WITNESS", "MATCH", DateTimeOffset.UtcNow, WitnessId: "witness-1"),
        materials,
        new NoticeData("intake", 1, DateTimeOffset.UtcNow, NoticeForm.ReadAloud),
        "测试数据");

    private Dictionary<string, string?> Settings(string connectionString) => new()
    {
        ["DaobanStorage"] = connectionString,
        ["Daoban:Keys:WrappingKeyId"] = "bench",
        ["Daoban:Keys:WrappingKey"] = RandomKey(),
        ["Daoban:Keys:HashKey"] = RandomKey(),
        ["Daoban:Signing:KeyFile"] = folder.Combine("signing-key.pem"),
        ["Daoban:Bank:BaseUrl"] = "https://bank.test",
        ["Daoban:Bank:CallbackUrl"] = "https://app.test/api/bank/callbacks",
        ["Daoban:Bank:MerchantId"] = "daoban",
        ["Daoban:Bank:Secret"] = RandomKey(),
    };

    private static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private void AddTasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<CaseStart, CaseOutcome>(
            nameof(CaseOrchestrator), (context, _) => CaseOrchestrator.RunAsync(context))
        .AddActivityFunc<ReviewTaskRequest, ReviewDeadlines>(nameof(OpenReviewTask), async (_, request) =>
        {
            ReviewDeadlines due = await Make<OpenReviewTask>().RunAsync(request, Client, default);
            Opened(request.CaseId, request.Level).TrySetResult(request.TaskId);
            return due;
        })
        .AddActivityFunc<CaseClosing, CaseOutcome>(
            nameof(CloseCase), (_, closing) => Make<CloseCase>().RunAsync(closing, Client, default));

    private T Make<T>()
        where T : class => ActivatorUtilities.CreateInstance<T>(host.Services);

    private TaskCompletionSource<string> Opened(string caseId, int level) => opened.GetOrAdd(
        (caseId, level), _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task DecideAsync(string caseId, int level, DecisionData decision)
    {
        string taskId = await Opened(caseId, level).Task.WaitAsync(Patience);
        Actor reviewer = new($"reviewer-{level}", "reviewer", [], ["330902"], level);
        string decisionId = NewId();
        Required(await Get<ReviewDesk>().ClaimAsync(caseId, taskId, reviewer, Client, default));
        Required(await Get<ReviewDesk>().SubmitDecisionAsync(
            caseId, taskId, decisionId, decision, reviewer, Client, default));
        string message = RowJson.Serialize(new ReviewDecisionMessage(
            ReviewDecisionMessage.CurrentFormat, caseId, taskId, decisionId));
        await Get<ReviewDecisionHandler>().HandleAsync(message, Client, default);
    }
}
