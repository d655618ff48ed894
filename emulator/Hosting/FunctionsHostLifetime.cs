using System.Runtime.InteropServices;
using Daoban.Emulator.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting;

/// <summary>
/// Ends the app on SIGINT, SIGQUIT and SIGTERM: functions drain first, then the application is told to stop. A second
/// signal ends the process at once.
/// </summary>
internal sealed partial class FunctionsHostLifetime(
    FunctionsHostSetup setup,
    IServiceProvider services,
    IHostApplicationLifetime application,
    ILogger<FunctionsHostLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];
    private int signals;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        if (setup.HandlesSignals)
        {
            PosixSignal[] handled = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];
            registrations.AddRange(handled.Select(signal => PosixSignalRegistration.Create(signal, OnSignal)));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref signals) == 1)
        {
            context.Cancel = true;
            LogSignal(context.Signal);
            _ = DrainAsync();
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            // Resolved late: the runtime and this lifetime are made in the same breath.
            await services.GetRequiredService<FunctionsRuntime>().StopAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogDrainFailed(exception);
            throw;
        }
        finally
        {
            application.StopApplication();
        }
    }

    [LoggerMessage(51, LogLevel.Information, "{Signal} received; the host stops")]
    private partial void LogSignal(PosixSignal signal);

    [LoggerMessage(52, LogLevel.Error, "The functions could not be stopped in order")]
    private partial void LogDrainFailed(Exception exception);
}
