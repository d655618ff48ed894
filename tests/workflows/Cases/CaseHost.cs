using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Settings;
using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Cases;

/// <summary>The workflows on the durable engine with a clock that tests move, a bank in memory, and no HTTP.</summary>
internal sealed class CaseHost : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly IHost host;

    private CaseHost(string connectionString, Type[] more, ITimestampAuthority? authority)
    {
        Bank = new FakeBank(Time);
        File.WriteAllText(
            Path.Combine(folder.Path, "host.json"),
            $$"""
            {
              "version": "2.0",
              "extensions": {
                "durableTask": { "hubName": "H{{Guid.NewGuid():N}}", "defaultVersion": "{{Version}}" }
              }
            }
            """);
        string signingKey = folder.Combine("signing-key.pem");
        File.WriteAllText(signingKey, TestKeys.SigningPem());
        FunctionsApplicationBuilder builder = new([], new FunctionsHostSetup
        {
            AppDirectory = folder.Path,
            FunctionTypes = () => [.. typeof(CaseOrchestrator).Assembly.GetTypes(), .. more],
            Clock = Time,
            Settings = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production",
                ["AzureWebJobsStorage"] = connectionString,
                ["DaobanStorage"] = connectionString,
                ["Daoban__Keys__WrappingKeyId"] = "test",
                ["Daoban__Keys__WrappingKey"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()),
                ["Daoban__Keys__HashKey"] = Convert.ToBase64String(Enumerable.Repeat((byte)8, 32).ToArray()),
                ["Daoban__Signing__KeyFile"] = signingKey,
                ["Daoban__Bank__BaseUrl"] = "https://bank.test",
                ["Daoban__Bank__CallbackUrl"] = "https://app.test/api/bank/callbacks",
                ["Daoban__Bank__MerchantId"] = "daoban",
                ["Daoban__Bank__Secret"] = Convert.ToBase64String(Enumerable.Repeat((byte)9, 32).ToArray()),
            },
        });
        builder.Services.AddSingleton<TimeProvider>(Time).AddDaobanWorkflows().Replace(
            ServiceDescriptor.Singleton<IPaymentBank>(Bank));
        if (authority is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(authority));
        }

        host = builder.Build();
    }

    /// <summary>The orchestrations' version in use.</summary>
    public static string Version { get; } =
        (string)JsonNode.Parse(File.ReadAllText(Repository.PathTo("host.json")))!
            ["extensions"]!["durableTask"]!["defaultVersion"]!;

    /// <summary>A Wednesday afternoon in China; all durations of the production catalog count from here.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 7, 15, 7, 0, 0, TimeSpan.Zero));

    public FakeBank Bank { get; }

    public DurableTaskClient Client => Get<DurableHost>().Client;

    /// <param name="azurite">Where it stores.</param>
    /// <param name="more">Classes with functions beside the workflows' own.</param>
    /// <param name="authority">Time-stamps anchors; none does by default.</param>
    public static async Task<CaseHost> StartAsync(
        AzuriteFixture azurite, Type[]? more = null, ITimestampAuthority? authority = null)
    {
        CaseHost started = new(azurite.ConnectionString, more ?? [], authority);
        await started.host.StartAsync();
        return started;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Scans the papers that the item asks for.</summary>
    public async Task<List<MaterialData>> UploadAsync(string caseId, string itemCode)
    {
        List<MaterialData> materials = [];
        foreach (string code in itemCode == "SS-02" ? ["M01", "M02", "M06"] : new[] { "M01" })
        {
            string documentId = Guid.NewGuid().ToString("D");
            NewDocument paper = new(caseId, documentId, code, "damao", Documents.Samples.Pdf);
            Assert.True((await Get<CaseDocuments>().PutAsync(paper, People.Clerk, default)).Succeeded);
            materials.Add(new MaterialData(code, documentId));
        }

        return materials;
    }

    /// <summary>Takes a case in with its papers.</summary>
    public async Task<string> SubmitAsync(string itemCode = "SS-02")
    {
        string caseId = Guid.NewGuid().ToString("D");
        List<MaterialData> materials = await UploadAsync(caseId, itemCode);
        Attempt<CaseReceipt> receipt = await Get<CaseIntake>().SubmitAsync(
            People.Submission(caseId, itemCode, materials, Time.GetUtcNow()), People.Clerk, Client, default);
        Assert.True(receipt.Succeeded);
        return caseId;
    }

    public Task<CaseFile> FileAsync(string caseId) => Get<CaseFileStore>().LoadAsync(caseId, default);

    /// <summary>Waits until the case file looks so, and returns it.</summary>
    public async Task<CaseFile> UntilAsync(string caseId, Func<CaseFile, bool> condition)
    {
        CaseFile? file = null;
        await Eventually.HoldsAsync(async () => condition(file = await FileAsync(caseId)));
        return file!;
    }

    /// <summary>Waits for the live task of a level.</summary>
    public async Task<ReviewTaskRecord> TaskAsync(string caseId, int level)
    {
        CaseFile file = await UntilAsync(
            caseId, file => file.Tasks.Values.Any(task => task.Level == level && task.IsLive));
        return file.Tasks.Values.Single(task => task.Level == level);
    }

    /// <summary>Claims the task of a level, sends a decision and delivers its message.</summary>
    public async Task DecideAsync(string caseId, int level, DecisionData decision)
    {
        ReviewTaskRecord task = await TaskAsync(caseId, level);
        Actor reviewer = People.Reviewer(level);
        Assert.True((await Get<ReviewDesk>().ClaimAsync(caseId, task.TaskId, reviewer, Client, default)).Succeeded);
        string decisionId = Guid.NewGuid().ToString("D");
        Assert.True((await Get<ReviewDesk>().SubmitDecisionAsync(
            caseId, task.TaskId, decisionId, decision, reviewer, Client, default)).Succeeded);
        await DeliverAsync(caseId, task.TaskId, decisionId);
    }

    public Task DeliverAsync(string caseId, string taskId, string decisionId) =>
        Get<ReviewDecisionHandler>().HandleAsync(
            RowJson.Serialize(new ReviewDecisionMessage(1, caseId, taskId, decisionId)), Client, default);

    /// <summary>Takes a new SS-02 case to the point where its payment can be made.</summary>
    public async Task<(string CaseId, PaymentOrderRecord Order)> SubmitUntilPaymentAsync(long amountFen)
    {
        string caseId = await SubmitAsync();
        await DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, amountFen));
        CaseFile file = await UntilAsync(
            caseId, file => file.Orders.Values.Any(order => order.State is PaymentOrderState.Registered));
        return (caseId, file.Orders.Values.Single());
    }

    /// <summary>Waits for the case's orchestration to end, and returns the case file.</summary>
    public Task<CaseFile> UntilClosedAsync(string caseId) => UntilClosedAsync(caseId, caseId);

    /// <summary>Waits for any orchestration about the case to end, and returns the case file.</summary>
    public async Task<CaseFile> UntilClosedAsync(string instanceId, string caseId)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        OrchestrationMetadata ended = await Client.WaitForInstanceCompletionAsync(
            instanceId, getInputsAndOutputs: true, limit.Token);
        Assert.True(
            ended.RuntimeStatus is OrchestrationRuntimeStatus.Completed,
            $"{ended.RuntimeStatus}: {ended.FailureDetails?.ErrorMessage}");
        return await FileAsync(caseId);
    }

    /// <summary>Delivers a signed callback of the bank.</summary>
    public Task<Attempt<CallbackReceipt>> CallBackAsync(BankCallback paid)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(paid, JsonSerializerOptions.Web);
        string timestamp = Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string nonce = BankSignature.NewNonce();
        string signature = BankSignature.Sign([.. Enumerable.Repeat((byte)9, 32)], timestamp, nonce, body);
        return Get<BankCallbacks>().ReceiveAsync(
            new BankCallbackRequest("daoban", timestamp, nonce, signature, body), Client, default);
    }

    /// <summary>
    /// Lets the time of a waiting payment order pass, a day at a time: each query lets the next timer be created.
    /// </summary>
    public async Task AdvanceThroughQueriesAsync(DateTimeOffset instant)
    {
        for (TimeSpan left = instant - Time.GetUtcNow(); left > TimeSpan.Zero; left = instant - Time.GetUtcNow())
        {
            int before = Bank.Queries;
            TimeSpan day = TimeSpan.FromDays(1);
            Time.Advance(left < day ? left : day);
            if (left >= day)
            {
                await Eventually.HoldsAsync(() => Bank.Queries > before);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        folder.Dispose();
    }
}
