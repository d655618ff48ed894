using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Hosting.Settings;
using Daoban.Emulator.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>Makes the listeners of <c>[QueueTrigger]</c> functions.</summary>
internal sealed class QueueListenerFactory(
    HostSettings hostSettings, AppSettings appSettings, IHostEnvironment environment, ILoggerFactory loggers)
    : IFunctionListenerFactory
{
    public Type TriggerType => typeof(QueueTriggerAttribute);

    public void Validate(FunctionMetadata function)
    {
        _ = Options();
        _ = Queue(function);
        if (!function.IsDisabled)
        {
            _ = Connection(function);
        }
    }

    public IFunctionListener Create(FunctionMetadata function, TriggerCall call) => QueueListener.Of(
        new StorageClients(Connection(function)), Queue(function), Options(), call, TimeProvider.System, loggers);

    private static QueueTriggerAttribute Trigger(FunctionMetadata function) => (QueueTriggerAttribute)function.Trigger;

    private QueueOptions Options() => QueueOptions.Read(
        hostSettings.Root.GetSection("extensions:queues"), environment.IsDevelopment());

    private string Queue(FunctionMetadata function) =>
        QueueName.Normalize(appSettings.Resolve(Trigger(function).QueueName));

    private string Connection(FunctionMetadata function) => appSettings.StorageConnection(Trigger(function).Connection);
}
