using Azure.Core;
using Azure.Identity;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>Registers the signing key and the client of the vault.</summary>
internal static class SigningServices
{
    public static IServiceCollection AddSigning(this IServiceCollection services)
    {
        services.AddKeyVault();
        services.AddSingleton<IValidateOptions<SigningOptions>, SigningOptionsCheck>();
        services.AddOptions<SigningOptions>().BindConfiguration(SigningOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<SigningKeyFile>()
            .AddSingleton(CreateKey)
            .AddSingleton<IReadinessCheck, SigningReadiness>()
            .AddHostedService<LoadedAtStart<ISigningKey>>();
    }

    /// <summary>The vault's client, made only when a key lies there. May be called by several capabilities.</summary>
    public static void AddKeyVault(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<KeyVaultOptions>, KeyVaultOptionsCheck>());
        services.AddOptions<KeyVaultOptions>().BindConfiguration(KeyVaultOptions.Section).ValidateOnStart();
        services.TryAddSingleton(CreateCredential);
        services.TryAddSingleton<KeyVaultClientOptions>();
        services.TryAddSingleton<KeyVaultKeys>();
    }

    private static ISigningKey CreateKey(IServiceProvider provider)
    {
        SigningOptions options = provider.GetRequiredService<IOptions<SigningOptions>>().Value;
        return options.KeyVaultKey.Length > 0
            ? new KeyVaultSigningKey(
                provider.GetRequiredService<KeyVaultKeys>(), VaultKeyName.Parse(options.KeyVaultKey))
            : provider.GetRequiredService<SigningKeyFile>().Load(options);
    }

    // The cloud's sign-in address comes from AZURE_AUTHORITY_HOST, which the credential reads itself.
    private static TokenCredential CreateCredential(IServiceProvider provider)
    {
        string identity = provider.GetRequiredService<IOptions<KeyVaultOptions>>().Value.ManagedIdentityClientId;
        return new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = identity.Length > 0 ? identity : null,
        });
    }
}
