using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Storage;

/// <summary>
/// Makes the host build a singleton while it starts: a wrong data file or setting stops the deployment instead of the
/// first resident's case.
/// </summary>
/// <typeparam name="T">The singleton; asking for it in the constructor is the whole point.</typeparam>
internal sealed class LoadedAtStart<T>(T loaded) : IHostedService
    where T : class
{
    /// <summary>What was built.</summary>
    internal T Loaded { get; } = loaded;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
