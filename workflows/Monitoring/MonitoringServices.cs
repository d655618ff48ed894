using Daoban.Workflows.Audit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Monitoring;

internal static class MonitoringServices
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton(provider => new WorkMonitor(
            provider.GetRequiredService<AuditIndex>(),
            provider.GetRequiredService<ReviewWorklist>(),
            provider.GetRequiredService<RightsWorklist>(),
            provider.GetRequiredService<OutboxMarks>(),
            provider.GetRequiredService<ICatalog>(),
            provider.GetRequiredService<WorkingCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
}
