using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Settings;

/// <summary>Says what options classes refuse in the words of whoever sets environment variables.</summary>
internal static partial class OptionsFaults
{
    /// <summary>The name of the constant in which each options class keeps its section.</summary>
    private const string SectionField = "Section";

    /// <summary>The faults of a refusal, one a line.</summary>
    public static IEnumerable<string> Of(OptionsValidationException refusal) =>
        refusal.Failures.Select(failure => InEnvironmentForm(refusal.OptionsType, failure));

    private static string InEnvironmentForm(Type options, string failure)
    {
        if (Annotation().Match(failure) is { Success: true } annotated
            && options.GetField(SectionField, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
                ?.GetRawConstantValue() is string section)
        {
            string name = SettingNames.OfKey($"{section}:{annotated.Groups["member"].Value}");
            return $"{name}: {annotated.Groups["error"].Value}";
        }

        return Key().Replace(failure, key => SettingNames.OfKey(key.Value));
    }

    // The words of DataAnnotationValidateOptions.
    [GeneratedRegex(
        @"^DataAnnotation validation failed for '\w+' members: '(?<member>\w+)' "
        + @"with the error: '(?<error>.*)'\.\z")]
    private static partial Regex Annotation();

    [GeneratedRegex(@"\bDaoban(?::[\w-]+)+")]
    private static partial Regex Key();
}
