using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Rights;

internal static class RightsServices
{
    internal static IServiceCollection AddRights(this IServiceCollection services)
    {
        services.AddOptions<RightsOptions>()
            .BindConfiguration(RightsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddTable(RightsWorklist.TableName)
            .AddSingleton<RightsWorklist>()
            .AddSingleton<IOutboxHandler, RightsWorklistHandler>()
            .AddSingleton<IValidateOptions<RightsOptions>, RightsOptionsCheck>()
            .AddSingleton(provider => new RightsDesk(
                provider.GetRequiredService<CaseFileStore>(),
                provider.GetRequiredService<CaseChanges>(),
                provider.GetRequiredService<RightsWorklist>(),
                provider.GetRequiredService<IKeyedHash>(),
                provider.GetRequiredService<WorkingCalendar>(),
                provider.GetRequiredService<IOptions<RightsOptions>>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new DataCopies(
                provider.GetRequiredService<CaseFileStore>(),
                provider.GetRequiredService<PersonalReads>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new RightsExecution(
                provider.GetRequiredService<CaseChanges>(),
                provider.GetRequiredService<DataDeletion>(),
                provider.GetRequiredService<ResidentProtection>(),
                provider.GetServices<IPersonalProjection>(),
                provider.GetRequiredService<IDataRegister>(),
                provider.GetRequiredService<TimeProvider>()));
    }
}
