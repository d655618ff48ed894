using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

internal static class KeyServices
{
    internal static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsCheck>()
            .AddSingleton<IKeyEncryption, LocalKeyEncryption>()
            .AddSingleton<IKeyedHash, KeyedHash>()
            .AddSingleton<CaseKeyRing>();
    }
}
