using Daoban.Workflows.Alerts;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Evidence;

internal static class EvidenceServices
{
    public static IServiceCollection AddEvidence(this IServiceCollection services) => services
        .AddSingleton<IOriginalsPermission, ApprovedOriginals>()
        .AddSingleton<IHistoryArchive, ArchivedHistories>()
        .AddSingleton<EvidenceHistories>()
        .AddSingleton<HeadAnchoring>()
        .AddSingleton(provider => new EvidenceExporter(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<EvidenceHistories>(),
            provider.GetRequiredService<HeadAnchoring>(),
            provider.GetRequiredService<PublicKeys>(),
            provider.GetRequiredService<ISigningKey>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<AccessAlerts>(),
            provider.GetRequiredService<IOriginalsPermission>(),
            provider.GetRequiredService<TimeProvider>()));
}
