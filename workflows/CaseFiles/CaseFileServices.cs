using Daoban.Workflows.Anchors;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.CaseFiles;

internal static class CaseFileServices
{
    public static IServiceCollection AddCaseFiles(this IServiceCollection services) => services
        .AddTable(CaseFileStore.TableName)
        .AddTable(OutboxMarks.TableName)
        .AddSingleton<CaseFileStore>()
        .AddSingleton<IChainHeads, CaseChainHeads>()
        .AddSingleton<OutboxMarks>()
        .AddHostedService<OutboxMarkSweep>()
        .AddSingleton(provider => new CaseHistories(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<CaseKeyRing>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<ILogger<KeyRotation>>()))
        .AddSingleton<IOutboxHandler, StartOrchestrationHandler>()
        .AddSingleton<IOutboxHandler, RaiseEventHandler>()
        .AddSingleton<IOutboxHandler, QueueMessageHandler>()
        .AddSingleton(provider => new Outbox(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<OutboxMarks>(),
            provider.GetServices<IOutboxHandler>(),
            provider.GetRequiredService<ILogger<Outbox>>()))
        .AddSingleton(provider => new CaseChanges(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<OutboxMarks>()));
}
