using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Settings;

/// <summary>Registers the check of the settings.</summary>
internal static class SettingsServices
{
    /// <summary>
    /// Puts the table in front of the options' own checks. After everything that calls <c>ValidateOnStart</c>.
    /// </summary>
    public static IServiceCollection AddSettingsCheck(this IServiceCollection services)
    {
        ServiceDescriptor options = services.Last(service => service.ServiceType == typeof(IStartupValidator));
        services.Remove(options);
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, SettingsFirst>());
        return services.AddTransient<IStartupValidator>(provider => new SettingsValidator(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IHostEnvironment>(),
            (IStartupValidator)ActivatorUtilities.CreateInstance(provider, options.ImplementationType!)));
    }
}
