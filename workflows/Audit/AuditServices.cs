using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AccessChain>()
        .AddSingleton(provider => new CaseHistory(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new CaseLedger(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new UnmaskRequests(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<WorkingCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
}
