using System.Net.Sockets;
using System.Text;
using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Settings;
using Daoban.TestKit;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>A Functions app of the given classes, on a port of its own, with its log in memory.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    // Nobody edits appsettings under a test, and the machine's watches are few.
    private static readonly string[] Arguments = ["--hostBuilder:reloadConfigOnChange=false"];

    private readonly ScratchFolder folder;
    private bool stopped;

    private TestApp(IHost host, ScratchFolder folder, LogLines log)
    {
        Host = host;
        this.folder = folder;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public IHost Host { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public Uri Address => new(Host.Services.GetRequiredService<FunctionsServer>().Addresses.Single());

    public static async Task<TestApp> StartAsync(TestAppOptions options)
    {
        ScratchFolder folder = new();
        var log = new LogLines();
        if (options.HostJson is { } hostJson)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "host.json"), hostJson);
        }

        FunctionsApplicationBuilder builder = CreateBuilder(options, folder.Path);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        if (options.WebApplication)
        {
            builder.ConfigureFunctionsWebApplication();
        }

        options.Configure?.Invoke(builder);
        IHost host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            folder.Dispose();
            throw;
        }

        return new TestApp(host, folder, log);
    }

    public static Task<TestApp> StartAsync(params Type[] functions) => StartAsync(new TestAppOptions(functions));

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async Task StopAsync()
    {
        stopped = true;
        await Host.StopAsync();
    }

    /// <summary>
    /// Sends the target as it is, which HttpClient would normalise, and returns status line and headers.
    /// </summary>
    public async Task<string> RawAsync(string requestLine, string? headers = null, string body = "")
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Address.Port);
        await using NetworkStream stream = tcp.GetStream();
        string request = $"{requestLine} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}\r\n{body}";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!stopped)
        {
            await StopAsync();
        }

        await ((IAsyncDisposable)Host).DisposeAsync();
        folder.Dispose();
    }

    private static FunctionsApplicationBuilder CreateBuilder(TestAppOptions options, string directory)
    {
        var settings = new Dictionary<string, string>(options.Settings) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };
        var setup = new FunctionsHostSetup
        {
            AppDirectory = directory,
            FunctionTypes = () => options.Functions,
            Settings = settings,
        };
        return new FunctionsApplicationBuilder(Arguments, options.DrainLimit is { } limit
            ? setup with { HttpDrainLimit = limit, ListenerDrainLimit = limit }
            : setup);
    }
}
