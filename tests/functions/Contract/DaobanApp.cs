using System.Text.Json.Nodes;
using Daoban.Functions.Tests.Support;
using Daoban.TestKit;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Tests.Contract;

/// <summary>
/// The whole application in this process, on an Azurite and an issuer of its own; only the bank is a fake. When it is
/// put away, its log must hold no resident's data and no token.
/// </summary>
public class DaobanApp : IAsyncLifetime
{
    public const string Merchant = "daoban-dev";

    /// <summary>What a clerk writes of a resident.</summary>
    public const string Note = "行动不便，由外孙陪同";

    /// <summary>What a reviewer writes of a resident.</summary>
    public const string Comment = "户籍已迁至外甥处，请到迁入地办理";

    private const string BankSecret = "ZGFvYmFuLXNhbXBsZS1iYW5rLXNlY3JldC1uZXZlci1pbi1wcm9kdWN0aW9u";

    private static readonly string[] Canaries =
    [
        "林阿婆", "33090219620715998X", "测试路", "13800000000", "6228480000000007", "330902196207159981", Note, Comment,
    ];

    private readonly ScratchFolder folder = new();
    private readonly LogCapture log = new();
    private Azurite azurite = null!;
    private IHost host = null!;

    public TestIssuer Issuer { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public FakePaymentBank Bank { get; } = new();

    public FakeStatements Statements { get; } = new();

    public IReadOnlyCollection<string> LogLines => log.Lines;

    public StorageState Storage { get; private set; } = null!;

    public byte[] BankSecretBytes { get; } = Convert.FromBase64String(BankSecret);

    /// <summary>Settings beyond the usual. Tests call as few people and wait by asking: nothing limits them.</summary>
    protected virtual IEnumerable<string> Settings => ["--Daoban:Limits:PerIdentityPerMinute=1000000"];

    /// <summary>What carries messages.</summary>
    protected virtual IEnumerable<string> Transport =>
        ["--AzureWebJobs.ApplyReviewDecisionFromServiceBus.Disabled=true"];

    public string StorageConnection => azurite.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        Issuer = await TestIssuer.StartAsync();
        string address = $"http://127.0.0.1:{FreePort.Next()}";
        Environment.SetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        // What fails is tried again at once.
        Environment.SetEnvironmentVariable(
            "AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00");
        FunctionsApplicationBuilder builder = DaobanApplication.CreateBuilder(
        [
            $"--urls={address}",
            $"--AzureWebJobsStorage={azurite.ConnectionString}",
            $"--DaobanStorage={azurite.ConnectionString}",
            $"--Daoban:Identity:Authority={Issuer.Address}",
            $"--Daoban:Identity:Audience={TestIssuer.Audience}",
            "--Daoban:Keys:WrappingKeyId=sample",
            "--Daoban:Keys:WrappingKey=ZGFvYmFuIHNhbXBsZSBmaWVsZCBrZXksIHB1YmxpYyE=",
            "--Daoban:Keys:HashKey=ZGFvYmFuIHNhbXBsZSBoYXNoIGtleSwgcHVibGljISE=",
            "--Daoban:Bank:BaseUrl=http://127.0.0.1:9",
            $"--Daoban:Bank:CallbackUrl={address}/api/bank/callbacks",
            $"--Daoban:Bank:MerchantId={Merchant}",
            $"--Daoban:Bank:Secret={BankSecret}",
            $"--Daoban:Signing:KeyFile={folder.Combine("signing-key.pem")}",
            "--DaobanAnchorSchedule=0 */5 * * * *",
            .. Transport,
            $"--Daoban:Catalog:File={await WriteCatalogAsync()}",
            .. Settings,
        ]);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services
            .Replace(ServiceDescriptor.Singleton<IPaymentBank>(Bank))
            .Replace(ServiceDescriptor.Singleton<IStatementSource>(Statements));
        host = builder.Build();
        await host.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(address) };
        Storage = new StorageState(azurite.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http?.Dispose();
        if (host is not null)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await Issuer.DisposeAsync();
        await azurite.DisposeAsync();
        folder.Dispose();
        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines, line => Assert.All(
            Canaries, canary => Assert.DoesNotContain(canary, line, StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, line => line.Contains("eyJ", StringComparison.Ordinal));
    }

    /// <summary>The development catalog with payment orders that outlive a slow test run.</summary>
    private async Task<string> WriteCatalogAsync()
    {
        JsonNode catalog = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Catalog", "catalog.development.json")))!;
        JsonNode payment = catalog["items"]![0]!["payment"]!;
        payment["remindAfter"] = new JsonObject { ["amount"] = 30, ["unit"] = "minutes" };
        payment["validFor"] = new JsonObject { ["amount"] = 60, ["unit"] = "minutes" };
        payment["queryEvery"] = new JsonObject { ["amount"] = 1, ["unit"] = "minutes" };
        string file = folder.Combine("catalog.json");
        await File.WriteAllTextAsync(file, catalog.ToJsonString());
        return file;
    }
}
