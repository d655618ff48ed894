using Daoban.BankSimulator.Callbacks;
using Daoban.BankSimulator.Contract;
using Daoban.BankSimulator.Controls;
using Daoban.BankSimulator.Orders;
using Daoban.BankSimulator.Statements;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Daoban.BankSimulator;

/// <summary>
/// A stand-in for the designated bank. <c>/orders</c> and <c>/statements</c> speak docs/bank-contract.md;
/// <c>/simulator</c> does what residents and broken networks do. Arguments: <c>--urls URL</c>, <c>--data FOLDER</c>
/// (orders survive a restart), <c>--Bank:MerchantId</c>, <c>--Bank:Secret</c> and the other <see cref="BankSettings"/>.
/// </summary>
internal static class BankHost
{
    public const string DefaultUrl = "http://localhost:7073";

    public static WebApplication Create(string[] args, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        AddServices(builder, clock);
        WebApplication app = builder.Build();
        app.MapGet("/", () => Results.Text(
            "Bank simulator. POST /orders/register|query|close, /statements/get (docs/bank-contract.md), "
            + "GET /simulator/orders\n"));
        app.MapGet("/health", () => Results.Ok(new { status = "healthy" }));
        app.MapOrders();
        app.MapStatements();
        app.MapSimulator();
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, TimeProvider? clock)
    {
        IServiceCollection services = builder.Services;
        services.TryAddSingleton(clock ?? TimeProvider.System);
        services.AddOptions<BankSettings>()
            .BindConfiguration(BankSettings.Section)
            .Validate(
                settings => settings is { Secret.Length: > 0, MerchantId.Length: > 0 }, "Merchant or secret is missing")
            .ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => BankJson.Configure(json.SerializerOptions));
        services.AddSingleton(provider => new OrderBook(
            builder.Configuration["data"],
            provider.GetRequiredService<IOptions<BankSettings>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StatementOffice>();
        services.AddSingleton<RequestGuard>();
        services.AddHttpClient<CallbackPost>(http => http.Timeout = TimeSpan.FromSeconds(10));
        services.AddHostedService<CallbackSender>();
    }
}
