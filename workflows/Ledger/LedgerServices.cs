using Daoban.Workflows.Anchors;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Ledger;

internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddTable(AccessLog.TableName)
        .AddTable(ReadingIndex.TableName)
        .AddSingleton<ReadingIndex>()
        .AddSingleton(provider => new AccessLog(
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<AnchorMarks>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IChainHeads, AccessChainHeads>();
}
