using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Rights;

/// <summary>The three limits follow each other.</summary>
internal sealed class RightsOptionsCheck : IValidateOptions<RightsOptions>
{
    public ValidateOptionsResult Validate(string? name, RightsOptions options) =>
        options.RemindAfterWorkingDays < options.DueAfterWorkingDays
        && options.DueAfterWorkingDays < options.LapseAfterWorkingDays
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{RightsOptions.Section}: RemindAfterWorkingDays < DueAfterWorkingDays < LapseAfterWorkingDays.");
}
