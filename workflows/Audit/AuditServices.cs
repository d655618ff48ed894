using Daoban.Workflows.CaseFiles;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AccessChain>()
        .AddSingleton(provider => new CaseHistory(provider.GetRequiredService<CaseFileStore>()))
        .AddSingleton(provider => new CaseLedger(provider.GetRequiredService<CaseFileStore>()));
}
