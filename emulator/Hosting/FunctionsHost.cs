using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Hosting;

/// <summary>
/// The app's host. A stop drains the functions first; only then do ApplicationStopping and StopAsync follow.
/// </summary>
internal sealed class FunctionsHost(IHost inner) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => inner.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Services.GetRequiredService<FunctionsRuntime>().StopAsync(cancellationToken);
        }
        finally
        {
            // The app's own services have state to save whatever went wrong before.
            await inner.StopAsync(cancellationToken);
        }
    }

    /// <remarks>
    /// Listeners and the engine end asynchronously; a caller that disposes synchronously waits for them.
    /// </remarks>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => ((IAsyncDisposable)inner).DisposeAsync();
}
