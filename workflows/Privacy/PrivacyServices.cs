using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Privacy;

internal static class PrivacyServices
{
    internal static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddTable(RetentionQueue.TableName)
        .AddContainer(CaseArchiving.ContainerName)
        .AddSingleton(_ => DataRegisterFile.Load(DataRegisterFile.ElementsPath, DataRegisterFile.RetentionPath))
        .AddHostedService<LoadedAtStart<IDataRegister>>()
        .AddSingleton(_ => NoticeFile.Load(NoticeFile.DefaultPath))
        .AddHostedService<LoadedAtStart<INotices>>()
        .AddSingleton<RetentionQueue>()
        .AddSingleton<IOutboxHandler, RetentionDueHandler>()
        .AddSingleton<IArchivePackage, ArchivePackage>()
        .AddSingleton(provider => new MaskingPolicy(provider.GetRequiredService<IDataRegister>()))
        .AddSingleton(provider => new DataDeletion(
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<IDataRegister>(),
            provider.GetServices<IPersonalProjection>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CaseArchiving(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<IArchivePackage>(),
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new RetentionRun(
            provider.GetRequiredService<RetentionQueue>(),
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<DataDeletion>(),
            provider.GetRequiredService<CaseArchiving>(),
            provider.GetRequiredService<IDataRegister>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RetentionRun>>()))
        .AddSingleton(provider => new LegalHolds(
            provider.GetRequiredService<CaseChanges>(), provider.GetRequiredService<TimeProvider>()));
}
