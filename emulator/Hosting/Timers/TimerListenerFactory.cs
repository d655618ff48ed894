using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Makes the listeners of <c>[TimerTrigger]</c> functions; they use the host's own storage account.</summary>
internal sealed class TimerListenerFactory(
    AppSettings settings, HostIdentity identity, FunctionsHostSetup setup, ILoggerFactory loggers)
    : IFunctionListenerFactory
{
    public Type TriggerType => typeof(TimerTriggerAttribute);

    public void Validate(FunctionMetadata function)
    {
        _ = Read(function);
        if (!function.IsDisabled)
        {
            _ = settings.StorageConnection(name: null);
        }
    }

    public IFunctionListener Create(FunctionMetadata function, TriggerCall call) => TimerListener.Of(
        Read(function),
        new StorageClients(settings.StorageConnection(name: null)),
        identity.Id,
        call,
        setup.Clock,
        loggers);

    private TimerTrigger Read(FunctionMetadata function)
    {
        var attribute = (TimerTriggerAttribute)function.Trigger;
        return TimerTrigger.Read(
            function.Name,
            settings.Resolve(attribute.Schedule),
            attribute.UseMonitor,
            attribute.RunOnStartup,
            setup.Clock);
    }
}
