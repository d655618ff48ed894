using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Privacy;

internal static class PrivacyServices
{
    internal static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton(_ => DataRegisterFile.Load(DataRegisterFile.ElementsPath, DataRegisterFile.RetentionPath))
        .AddHostedService<LoadedAtStart<IDataRegister>>()
        .AddSingleton(_ => NoticeFile.Load(NoticeFile.DefaultPath))
        .AddHostedService<LoadedAtStart<INotices>>()
        .AddSingleton(provider => new MaskingPolicy(provider.GetRequiredService<IDataRegister>()));
}
