using Daoban.Emulator.Hosting.Settings;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Hosting.Durable;

/// <summary>
/// Orchestration versions of an app as host.json gives them: <c>defaultVersion</c>, <c>versionMatchStrategy</c> and
/// <c>versionFailureStrategy</c> below <c>extensions.durableTask</c>, with upstream's defaults. Without a version
/// everything is taken.
/// </summary>
internal sealed class HostVersioning
{
    private const string Section = "extensions:durableTask:";

    private readonly HostSettings settings;

    /// <exception cref="InvalidOperationException">A strategy has no such name.</exception>
    public HostVersioning(HostSettings settings, AppSettings appSettings)
    {
        this.settings = settings;
        DefaultVersion = appSettings.Resolve(settings.Text($"{Section}defaultVersion") ?? "");
        VersionMatchStrategy match = Choose("versionMatchStrategy", VersionMatchStrategy.CurrentOrOlder);
        VersionFailureStrategy failure = Choose("versionFailureStrategy", VersionFailureStrategy.Reject);
        Rules = DefaultVersion.Length == 0
            ? null
            : new VersioningOptions
            {
                Version = DefaultVersion,
                DefaultVersion = DefaultVersion,
                MatchStrategy = match,
                FailureStrategy = failure,
            };
    }

    /// <summary>Version of what is started without one; empty for none.</summary>
    public string DefaultVersion { get; }

    /// <summary>Which versions this process takes; null for all.</summary>
    public VersioningOptions? Rules { get; }

    private T Choose<T>(string name, T fallback)
        where T : struct, Enum =>
        settings.Text(Section + name) is not { Length: > 0 } text
            ? fallback
            : Enum.TryParse(text, ignoreCase: true, out T chosen) && Enum.IsDefined(chosen)
                ? chosen
                : throw new InvalidOperationException(
                    $"host.json: extensions.durableTask.{name} must be one of "
                    + $"{string.Join(", ", Enum.GetNames<T>())}.");
}
