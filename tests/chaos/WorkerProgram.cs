using Daoban.Emulator;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daoban.Chaos;

/// <summary>A plain host that runs the hub, or stands by for it, until it is stopped or killed.</summary>
internal static class WorkerProgram
{
    public static async Task<int> RunAsync(string connection, string hub, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddDurableTaskWorker(worker =>
            worker.UseAzureStorage(connection, hub).AddTasks(ChaosTasks.AddTo));
        using IHost host = builder.Build();
        await host.RunAsync(cancellationToken);
        return 0;
    }
}
