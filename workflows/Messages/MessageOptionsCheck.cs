using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Messages;

/// <summary>
/// Stops the start when nothing could carry messages, or nobody would take them: a message whose function is disabled
/// waits for ever, and an enabled function of another transport looks for a connection that is not there.
/// </summary>
internal sealed class MessageOptionsCheck(
    IEnumerable<MessageTransport> transports, IEnumerable<MessageTrigger> triggers, IConfiguration configuration)
    : IValidateOptions<MessageOptions>
{
    public ValidateOptionsResult Validate(string? name, MessageOptions options)
    {
        if (!MessageTransports.All.Contains(options.Transport))
        {
            return ValidateOptionsResult.Fail(
                $"{MessageOptions.TransportSetting} must be {string.Join(" or ", MessageTransports.All)}.");
        }

        if (!transports.Any(transport => transport.Name == options.Transport))
        {
            return ValidateOptionsResult.Fail(
                $"{MessageOptions.TransportSetting} is {options.Transport}, which this build was made without.");
        }

        string[] faults = [.. triggers.Select(trigger => FaultOf(trigger, options.Transport)).OfType<string>()];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? FaultOf(MessageTrigger trigger, string chosen)
    {
        string setting = $"AzureWebJobs.{trigger.Function}.Disabled";
        return (trigger.Transport == chosen, IsDisabled(trigger.Function)) switch
        {
            (true, true) => $"{setting} must not be true while {MessageOptions.TransportSetting} is {chosen}: nobody "
                + "would take its messages.",
            (false, false) => $"{setting} must be true while {MessageOptions.TransportSetting} is {chosen}: the host "
                + $"would look for a connection of {trigger.Transport}.",
            _ => null,
        };
    }

    // Both spellings that the Functions host knows.
    private bool IsDisabled(string function) =>
        IsTrue(configuration[$"AzureWebJobs.{function}.Disabled"])
        || IsTrue(configuration[$"AzureWebJobs_{function}_Disabled"]);

    private static bool IsTrue(string? value) => value is "1" || (bool.TryParse(value, out bool flag) && flag);
}
