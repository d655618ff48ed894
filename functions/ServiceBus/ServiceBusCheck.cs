using Daoban.Workflows.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.ServiceBus;

/// <summary>Stops the start when Service Bus is chosen and its connection is not set.</summary>
internal sealed class ServiceBusCheck(IConfiguration configuration) : IValidateOptions<MessageOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, MessageOptions options) =>
        options.Transport != MessageTransports.ServiceBus || ServiceBusSettings.AreThere(configuration)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ServiceBusSettings.Connection} or {ServiceBusSettings.Connection}__fullyQualifiedNamespace must be "
                + $"set while {MessageOptions.TransportSetting} is {MessageTransports.ServiceBus}.");
}
