using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Identity;

internal static class IdentityServices
{
    internal static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsCheck>()
            .AddSingleton<IFieldProtector, LocalFieldProtector>()
            .AddSingleton<IKeyedHash, KeyedHash>();
    }
}
