namespace Daoban.Functions.Settings;

/// <summary>
/// The settings do not let the application start: everything that is wrong with them at once. Names and rules only,
/// never a value.
/// </summary>
internal sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception(
        $"The application's settings are wrong (docs/operations.md lists them):{Environment.NewLine}"
        + string.Join(Environment.NewLine, faults.Select(fault => $"  - {fault}")))
{
    /// <summary>One line for each fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
