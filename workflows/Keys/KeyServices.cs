using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

internal static class KeyServices
{
    internal static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddKeyVault();
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsCheck>()
            .AddSingleton<LocalKeyEncryption>()
            .AddSingleton(CreateEncryption)
            .AddSingleton<IKeyedHash, KeyedHash>()
            .AddSingleton<CaseKeyRing>();
    }

    private static IKeyEncryption CreateEncryption(IServiceProvider provider)
    {
        LocalKeyEncryption local = provider.GetRequiredService<LocalKeyEncryption>();
        string key = provider.GetRequiredService<IOptions<KeyVaultOptions>>().Value.WrappingKey;
        return key.Length > 0
            ? new KeyVaultKeyEncryption(provider.GetRequiredService<KeyVaultKeys>(), VaultKeyName.Parse(key), local)
            : local;
    }
}
