using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daoban.TestKit;

/// <summary>
/// An Azurite process of its own. It is stopped by SIGINT and awaited, because Azurite saves only every few seconds and
/// a harder kill loses acknowledged writes. It also stops when the process that started it dies, however that dies.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private readonly Process launcher;
    private readonly AzuriteOptions options;
    private readonly TaskCompletionSource<bool> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, int> ports = [];
    private readonly StringBuilder output = new();
    private long logged;
    private bool stopped;

    private Azurite(Process launcher, AzuriteOptions options)
    {
        this.launcher = launcher;
        this.options = options;
    }

    /// <summary>The public development account, as in every Azurite.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The development account's published key; no secret.</summary>
    public const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The port of the blob service.</summary>
    public int BlobPort => ports["Blob"];

    /// <summary>The port of the queue service.</summary>
    public int QueuePort => ports["Queue"];

    /// <summary>The port of the table service.</summary>
    public int TablePort => ports["Table"];

    /// <summary>Requests in the access log so far, with <see cref="AzuriteOptions.CountsRequests" />.</summary>
    public long LoggedRequests => Interlocked.Read(ref logged);

    /// <summary>A connection string with explicit endpoints of the three services.</summary>
    public string ConnectionString => ConnectionStringFor(BlobPort, QueuePort, TablePort);

    /// <summary>Starts Azurite and returns once its three services accept requests.</summary>
    /// <exception cref="InvalidOperationException">Azurite is not installed, ended or kept silent.</exception>
    public static async Task<Azurite> StartAsync(
        AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string argument in (string[])["-e", AzuriteLauncher.Script, FindExecutable(), .. Arguments(options)])
        {
            start.ArgumentList.Add(argument);
        }

        var azurite = new Azurite(new Process { StartInfo = start, EnableRaisingEvents = true }, options);
        await azurite.RunAsync(cancellationToken);
        return azurite;
    }

    /// <summary>
    /// Stops this Azurite and starts another with the same ports and data folder. In-memory data is gone then.
    /// </summary>
    /// <remarks>
    /// In between the ports are anybody's, and a connection that another process opens may take one for a moment.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A port was not free again within a minute.</exception>
    public async Task<Azurite> RestartAsync(CancellationToken cancellationToken = default)
    {
        AzuriteOptions same = options with { BlobPort = BlobPort, QueuePort = QueuePort, TablePort = TablePort };
        await DisposeAsync();
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await StartAsync(same, cancellationToken);
            }
            catch (InvalidOperationException taken) when (
                taken.Message.Contains("EADDRINUSE", StringComparison.Ordinal)
                && Stopwatch.GetElapsedTime(start) < StartDeadline)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    /// <summary>Stops Azurite by SIGINT and awaits its end: a data folder is complete then. May be repeated.</summary>
    /// <exception cref="TimeoutException">It did not end; it was killed, and rows may be missing.</exception>
    public async Task StopAsync()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        if (!launcher.HasExited)
        {
            launcher.StandardInput.Close();
            using var deadline = new CancellationTokenSource(StopDeadline);
            await launcher.WaitForExitAsync(deadline.Token);
        }

        if (launcher.ExitCode == AzuriteLauncher.KilledExitCode)
        {
            throw new TimeoutException("Azurite did not stop on SIGINT and was killed.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        launcher.Dispose();
    }

    internal static string ConnectionStringFor(int blobPort, int queuePort, int tablePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={Endpoint(blobPort)};QueueEndpoint={Endpoint(queuePort)};TableEndpoint={Endpoint(tablePort)};";

    private static string Endpoint(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{AccountName}");

    private static string FindExecutable()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "node_modules", "azurite", "dist", "src", "azurite.js");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException(
            $"No node_modules/azurite above {AppContext.BaseDirectory}: run ./test, or npm ci in the repository root.");
    }

    private static IEnumerable<string> Arguments(AzuriteOptions options)
    {
        if (!options.CountsRequests)
        {
            yield return "--silent";
        }

        yield return "--disableTelemetry";
        foreach ((string name, int port) in
            new[] { ("blob", options.BlobPort), ("queue", options.QueuePort), ("table", options.TablePort) })
        {
            yield return $"--{name}Port";
            yield return port.ToString(CultureInfo.InvariantCulture);
        }

        if (options.DataFolder is null)
        {
            yield return "--inMemoryPersistence";
        }
        else
        {
            yield return "--location";
            yield return Path.GetFullPath(options.DataFolder);
        }
    }

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at .*:(?<port>\d+)$")]
    private static partial Regex Listening();

    [GeneratedRegex(@"""[A-Z]+ \S+ HTTP/\d\.\d"" \d{3} ")]
    private static partial Regex AccessLogLine();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        launcher.OutputDataReceived += (_, line) => Read(line.Data);
        launcher.ErrorDataReceived += (_, line) => Read(line.Data);
        launcher.Exited += (_, _) => listening.TrySetResult(false);
        launcher.Start();
        launcher.BeginOutputReadLine();
        launcher.BeginErrorReadLine();
        try
        {
            if (!await listening.Task.WaitAsync(StartDeadline, cancellationToken))
            {
                await launcher.WaitForExitAsync(cancellationToken);
                throw new InvalidOperationException($"Azurite ended with code {launcher.ExitCode}:\n{Output()}");
            }
        }
        catch (TimeoutException)
        {
            await DisposeAsync();
            throw new InvalidOperationException($"Azurite did not answer within {StartDeadline}:\n{Output()}");
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (AccessLogLine().IsMatch(line))
        {
            Interlocked.Increment(ref logged);
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                ports[match.Groups["service"].Value] =
                    int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
                if (ports.Count == 3)
                {
                    listening.TrySetResult(true);
                }
            }
        }
    }

    private string Output()
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
