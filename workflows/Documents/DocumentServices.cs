using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daoban.Workflows.Documents;

internal static class DocumentServices
{
    internal static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTable(UploadLog.TableName)
            .AddContainer(DocumentStore.ContainerName)
            .AddSingleton<UploadLog>()
            .AddSingleton<DocumentStore>();
    }
}
