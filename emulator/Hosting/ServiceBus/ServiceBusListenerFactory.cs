using Azure.Messaging.ServiceBus;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.ServiceBus;

/// <summary>Makes the listeners of <c>[ServiceBusTrigger]</c> functions.</summary>
internal sealed class ServiceBusListenerFactory : IFunctionListenerFactory
{
    private readonly HostSettings hostSettings;
    private readonly AppSettings appSettings;
    private readonly ILoggerFactory loggers;

    public ServiceBusListenerFactory(
        IConfiguration configuration, HostSettings hostSettings, AppSettings appSettings, ILoggerFactory loggers)
    {
        this.hostSettings = hostSettings;
        this.appSettings = appSettings;
        this.loggers = loggers;

        // Before anything of the app runs: its own clients know nothing but their connection string.
        BusNamespaces.Note(configuration, TimeProvider.System);
    }

    public Type TriggerType => typeof(ServiceBusTriggerAttribute);

    public void Validate(FunctionMetadata function)
    {
        _ = ServiceBusOptions.Read(hostSettings);
        if (!function.IsDisabled)
        {
            _ = Queue(function);
        }
    }

    public IFunctionListener Create(FunctionMetadata function, TriggerCall call)
    {
        ServiceBusOptions options = ServiceBusOptions.Read(hostSettings);
        return new ServiceBusListener(
            Queue(function),
            options with { AutoCompleteMessages = AutoCompletes(function) ?? options.AutoCompleteMessages },
            call,
            loggers.CreateLogger(ServiceBusListener.LogCategory));
    }

    private static ServiceBusTriggerAttribute Trigger(FunctionMetadata function) =>
        (ServiceBusTriggerAttribute)function.Trigger;

    /// <summary>What the trigger says; null when it says nothing (HOST 131).</summary>
    private static bool? AutoCompletes(FunctionMetadata function) => function.TriggerParameter.GetCustomAttributesData()
        .Where(data => data.AttributeType == typeof(ServiceBusTriggerAttribute))
        .SelectMany(data => data.NamedArguments)
        .Where(argument => argument.MemberName == nameof(ServiceBusTriggerAttribute.AutoCompleteMessages))
        .Select(argument => (bool?)argument.TypedValue.Value)
        .FirstOrDefault();

    private BusQueue Queue(FunctionMetadata function)
    {
        string connection = appSettings.ServiceBusConnection(Trigger(function).Connection);
        try
        {
            return new BusConnection(connection)
                .Queue(appSettings.Resolve(Trigger(function).QueueName ?? ""), SubQueue.None);
        }
        catch (Exception unusable) when (unusable is NotSupportedException or FormatException or ArgumentException)
        {
            throw new InvalidOperationException(unusable.Message, unusable);
        }
    }
}
