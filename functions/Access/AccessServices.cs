using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Daoban.Functions.Access;

/// <summary>Registers what decides who may call.</summary>
internal static class AccessServices
{
    /// <summary>How soon the issuer is asked again when tokens name keys that it has not published.</summary>
    private static readonly TimeSpan KeyRefreshInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a key that the issuer has withdrawn may still be believed.</summary>
    private static readonly TimeSpan KeysTrustedFor = TimeSpan.FromMinutes(10);

    /// <summary>Adds token validation by the section <c>Daoban:Identity</c>, checked at start.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        // By default a refresh runs in the background and the token that showed the new key is still refused.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

        services.AddOptions<IdentityOptions>()
            .BindConfiguration(IdentityOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsCheck>();
        services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>>(provider =>
            new ConfigurationManager<OpenIdConnectConfiguration>(
                provider.GetRequiredService<IOptions<IdentityOptions>>().Value.MetadataAddress,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever
                {
                    RequireHttps = !provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
                })
            {
                AutomaticRefreshInterval = KeysTrustedFor,
                RefreshInterval = KeyRefreshInterval,
            });
        return services
            .AddSingleton<TokenValidator>()
            .AddSingleton<RequestLimits>()
            .AddSingleton<Authorizer>()
            .AddSingleton<DenialNotes>();
    }
}
