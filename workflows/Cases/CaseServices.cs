using Daoban.Workflows.Alerts;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Stations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Cases;

internal static class CaseServices
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton<ResidentProtection>()
        .AddSingleton<IntakeCheck>()
        .AddSingleton(provider => new PersonalReads(
            provider.GetRequiredService<AccessLog>(), provider.GetRequiredService<AccessAlerts>()))
        .AddSingleton(provider => new CaseIntake(
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<IntakeCheck>(),
            provider.GetRequiredService<IStations>(),
            provider.GetRequiredService<ResidentProtection>(),
            provider.GetRequiredService<Relatives>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CaseReader(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<PersonalReads>(),
            provider.GetRequiredService<MaskingPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CaseDocuments(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<PersonalReads>(),
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<UploadLog>(),
            provider.GetRequiredService<ICatalog>(),
            provider.GetRequiredService<IStations>(),
            provider.GetRequiredService<MaskingPolicy>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CaseDocuments>>()))
        .AddSingleton(provider => new CaseConsents(
            provider.GetRequiredService<CaseChanges>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CaseScopes(
            provider.GetRequiredService<CaseFileStore>(), provider.GetRequiredService<ICatalog>()));
}
