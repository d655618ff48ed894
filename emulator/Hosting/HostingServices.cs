using System.Diagnostics;
using System.Text.Json;
using Azure.Core.Serialization;
using Daoban.Emulator.Hosting.Binding;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Keys;
using Daoban.Emulator.Hosting.Pipeline;
using Daoban.Emulator.Hosting.Queues;
using Daoban.Emulator.Hosting.ServiceBus;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Hosting.Timers;
using Daoban.Emulator.Hosting.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.Hosting;

/// <summary>
/// Registers the host. All its own types are internal, so an app finds nothing here that upstream lacks.
/// </summary>
internal static class HostingServices
{
    public static void AddFunctionsHost(
        this HostApplicationBuilder builder, FunctionsHostSetup setup, PipelineBuilder pipeline)
    {
        HostSettings settings = HostSettings.Load(setup);
        AddLogging(builder.Logging, settings);
        builder.Services
            .AddSingleton(setup)
            .AddSingleton(settings)
            .AddSingleton(pipeline)
            .AddSingleton<AppSettings>()
            .AddSingleton<HostIdentity>()
            .AddSingleton<FunctionCatalog>()
            .AddSingleton<ValueConverter>()
            .AddSingleton<ParameterBinder>()
            .AddSingleton<FunctionExecutor>()
            .AddSingleton<IFunctionInvoker, FunctionInvoker>()
            .AddSingleton<DurableHost>()
            .AddSingleton<DurableTaskRunner>()
            .AddSingleton<IFunctionListenerFactory, QueueListenerFactory>()
            .AddSingleton<IFunctionListenerFactory, ServiceBusListenerFactory>()
            .AddSingleton<IFunctionListenerFactory, TimerListenerFactory>()
            .AddSingleton<FunctionsRuntime>()
            .AddSingleton<IHostLifetime, FunctionsHostLifetime>()
            .AddHostedService(services => services.GetRequiredService<FunctionsRuntime>());
        AddHttp(builder.Services);
        AddSerializer(builder.Services);
    }

    private static void AddHttp(IServiceCollection services)
    {
        services
            .AddSingleton<HttpRouteTable>()
            .AddSingleton<HttpRequestHandler>()
            .AddSingleton<AdminEndpoints>()
            .AddSingleton<HomePage>()
            .AddSingleton<FunctionKeys>()
            .AddSingleton<WebhookAddress>()
            .AddSingleton<StartWebhooks>()
            .AddSingleton<WebhookRouter>()
            .AddSingleton<DurableWebhooks>()
            .AddSingleton<RequestThrottle>()
            .AddSingleton<RequestMetrics>()
            .AddSingleton<FunctionsServer>();
        services.AddRouting();

        // What the worker's web host registers and MVC's services cannot be made without.
        var listener = new DiagnosticListener("Microsoft.AspNetCore");
        services
            .AddSingleton(listener)
            .AddSingleton<DiagnosticSource>(listener)
            .AddSingleton<IWebHostEnvironment, WebHostEnvironment>()
            .AddSingleton<IHttpContextFactory, DefaultHttpContextFactory>();
    }

    private static void AddSerializer(IServiceCollection services)
    {
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (options, json) => options.Serializer ??= new JsonObjectSerializer(json.Value));
    }

    private static void AddLogging(ILoggingBuilder logging, HostSettings settings)
    {
        // One line per executed result is too much unless host.json asks for it.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddConfiguration(settings.Root.GetSection("logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fff ";
        });
    }
}
