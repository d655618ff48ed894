using Daoban.Workflows.Alerts;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AccessChain>()
        .AddSingleton<IOutboxHandler, AuditIndexHandler>()
        .AddSingleton<IPersonalProjection, AuditIndexProjection>()
        .AddSingleton(provider => new AuditIndex(
            provider.GetRequiredService<StorageAccount>(), provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new AuditSearch(
            provider.GetRequiredService<AuditIndex>(),
            provider.GetRequiredService<ReadingIndex>(),
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<AccessAlerts>(),
            provider.GetRequiredService<Relatives>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new AuditIndexRebuild(
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<AuditIndex>(),
            provider.GetRequiredService<ReadingIndex>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<ILogger<AuditIndexRebuild>>()))
        .AddSingleton(provider => new CaseHistory(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new CaseLedger(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new CaseTimeline(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new UnmaskRequests(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<AccessAlerts>(),
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<WorkingCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
}
