using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Settings;

/// <summary>
/// Runs before anything else of the host: the table and all options classes, and one refusal with everything that is
/// wrong, so that a deployment is mended once and not once for each setting.
/// </summary>
internal sealed class SettingsValidator(
    IConfiguration configuration, IHostEnvironment environment, IStartupValidator options) : IStartupValidator
{
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public void Validate()
    {
        SettingsCheck check = new(configuration, environment);
        IReadOnlyList<string> faults = check.Find();
        // The start has failed by now. Without the values that cannot be read, the other options are still looked at.
        foreach (AppSetting setting in check.Unreadable().ToList())
        {
            configuration[setting.Key] = null;
        }

        string[] refused =
        [
            .. Refusals().SelectMany(OptionsFaults.Of).Distinct()
                .Where(fault => !faults.Any(known => IsSame(known, fault))),
        ];
        if (faults.Count + refused.Length > 0)
        {
            throw new SettingsException([.. faults, .. refused]);
        }
    }

    private IReadOnlyList<OptionsValidationException> Refusals()
    {
        try
        {
            options.Validate();
            return [];
        }
        catch (OptionsValidationException refusal)
        {
            return [refusal];
        }
        catch (AggregateException many) when (many.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. many.InnerExceptions.Cast<OptionsValidationException>()];
        }
    }

    // Each line begins with the setting that it is about.
    private static bool IsSame(string one, string other) => FirstWord(one) == FirstWord(other);

    private static string FirstWord(string fault) => fault.Split(' ', ':')[0];
}
