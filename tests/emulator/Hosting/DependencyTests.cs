using System.Net;
using System.Text.Json;
using Daoban.Emulator.Hosting;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class DependencyTests
{
    [Fact]
    public async Task H68_OneScopePerInvocation_IsSharedAndDisposedAfterTheAnswer()
    {
        var scoped = new List<Scoped>();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Configure = builder =>
            {
                builder.Services.AddScoped<Scoped>();
                builder.UseMiddleware((context, next) =>
                {
                    scoped.Add(context.InstanceServices.GetRequiredService<Scoped>());
                    return next();
                });
            },
        });

        string first = await app.Client.GetStringAsync("/api/Shares");
        string second = await app.Client.GetStringAsync("/api/Shares");

        Assert.Equal((scoped[0].Id, scoped[1].Id), (first, second));
        Assert.NotEqual(first, second);
        Assert.All(scoped, one => Assert.True(one.WasDisposed.Wait(TimeSpan.FromMinutes(2))));
    }

    [Fact]
    public async Task H68_ScopeThatCannotBeDisposed_IsLoggedAndTheCallStands()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Clumsy)])
        {
            Configure = builder => builder.Services.AddScoped<Sticky>(),
        });
        FunctionMetadata function = app.Get<FunctionCatalog>().Functions.Single();

        await app.Get<IFunctionInvoker>().InvokeAsync(function, new TriggerData("x"), CancellationToken.None);

        Assert.Contains(
            "Error Function.Clumsy: The services of an invocation of 'Clumsy' could not be disposed", app.Log.All);
    }

    [Fact]
    public async Task H69_MissingDependency_IsThatCalls500()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Needy), typeof(Plain));

        Assert.Equal(HttpStatusCode.InternalServerError, (await app.Client.GetAsync("/api/Needs")).StatusCode);
        Assert.Equal("fine", await app.Client.GetStringAsync("/api/Fine"));
    }

    [Fact]
    public async Task H69_FunctionClass_IsMadePerCallWhateverIsRegisteredAndNotDisposed()
    {
        var registered = new Made();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Made)])
        {
            Configure = builder => builder.Services.AddSingleton(registered),
        });

        string first = await app.Client.GetStringAsync("/api/Made");
        string second = await app.Client.GetStringAsync("/api/Made");
        await app.StopAsync();

        Assert.Equal(3, new HashSet<string> { registered.Id, first, second }.Count);
        Assert.Equal(0, Made.Disposals);
    }

    [Fact]
    public async Task H24_HttpContextAccessor_IsNotRegistered()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Plain));

        Assert.Null(app.Host.Services.GetService<IHttpContextAccessor>());
    }

    [Fact]
    public async Task H80_SerializerOptions_ChangeHowParametersAreRead()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Plain)])
        {
            Configure = builder => builder.Services.Configure<JsonSerializerOptions>(
                options => options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter())),
        });

        Assert.Equal("Green", await app.Client.GetStringAsync("/api/Colour?c=%22Green%22"));
    }

    [Fact]
    public async Task H74_H70_DevelopmentBuild_ValidatesEveryRegistration()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Plain)])
        {
            Settings = new Dictionary<string, string>
            {
                ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            },
        });

        Assert.Equal("Development", app.Get<IHostEnvironment>().EnvironmentName);
    }

    [Fact]
    public async Task H70_FunctionsCanRun_WhileAHostedServiceStillStarts()
    {
        var service = new SlowStart();
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Plain)])
        {
            Configure = builder => builder.Services.AddHostedService(services =>
            {
                service.Services = services;
                return service;
            }),
        });

        Assert.Equal("fine", service.Answer);
    }

    [Fact]
    public async Task H71_HostedServiceThatThrows_StopsTheStart()
    {
        var options = new TestAppOptions([typeof(Plain)])
        {
            Configure = builder => builder.Services.AddHostedService<Broken>(),
        };

        await Assert.ThrowsAsync<NotSupportedException>(() => TestApp.StartAsync(options));
    }

    public sealed class Scoped : IDisposable
    {
        public string Id { get; } = Guid.NewGuid().ToString();

        public ManualResetEventSlim WasDisposed { get; } = new();

        public void Dispose() => WasDisposed.Set();
    }

    public sealed class Functions(Scoped scoped)
    {
        [Function("Shares")]
        public IActionResult Shares(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, FunctionContext context)
        {
            Assert.Same(context.InstanceServices, req.HttpContext.RequestServices);
            return new OkObjectResult(scoped.Id);
        }
    }

    public sealed class Made : IDisposable
    {
        public static int Disposals { get; private set; }

        public string Id { get; } = Guid.NewGuid().ToString();

        [Function("Made")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) => new OkObjectResult(Id);

        public void Dispose() => Disposals++;
    }

    public sealed class Sticky : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("a bug");
    }

    public sealed class Clumsy(Sticky sticky)
    {
        [Function("Clumsy")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) => _ = sticky;
    }

    public sealed class Needy(Scoped scoped)
    {
        [Function("Needs")]
        public IActionResult Needs([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult(scoped.Id);
    }

    public static class Plain
    {
        [Function("Fine")]
        public static IActionResult Fine([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult("fine");

        [Function("Colour")]
        public static IActionResult Colour(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, BindingTests.Colour c) =>
            new OkObjectResult(c.ToString());
    }

    private sealed class SlowStart : IHostedService
    {
        public IServiceProvider? Services { get; set; }

        public string? Answer { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var server = Services!.GetRequiredService<Daoban.Emulator.Hosting.Http.FunctionsServer>();
            using var client = new HttpClient { BaseAddress = new Uri(server.Addresses.Single()) };
            Answer = await client.GetStringAsync(new Uri("/api/Fine", UriKind.Relative), cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Broken : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
