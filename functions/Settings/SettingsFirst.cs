using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Settings;

/// <summary>
/// Has the settings checked before the host makes its services: it makes all of them before it validates, and the
/// first of them that reads a wrong setting would throw for that one alone, quoting its value.
/// </summary>
internal sealed class SettingsFirst : IHostedService
{
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public SettingsFirst(IStartupValidator validator) => validator.Validate();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
