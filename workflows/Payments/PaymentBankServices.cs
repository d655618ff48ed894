using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Payments;

/// <summary>Registers the bank port with its HTTP adapter.</summary>
internal static class PaymentBankServices
{
    public static IServiceCollection AddPaymentBank(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<BankOptions>, BankOptionsValidator>();
        services.AddOptions<BankOptions>().BindConfiguration(BankOptions.Section).ValidateOnStart();
        services.AddHttpClient<IPaymentBank, HttpPaymentBank>(ConfigureClient)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            // Singletons hold the client for long; the pooled connections are renewed by their own lifetime instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    /// <summary>Points a client to the bank.</summary>
    internal static void ConfigureClient(IServiceProvider provider, HttpClient http)
    {
        BankOptions options = provider.GetRequiredService<IOptions<BankOptions>>().Value;
        // A relative path replaces whatever follows the last slash of the base.
        http.BaseAddress = new Uri(options.BaseUrl!.AbsoluteUri.TrimEnd('/') + '/');
        http.Timeout = options.Timeout;
        http.MaxResponseContentBufferSize = 64 * 1024;
    }

    /// <summary>Connections to the bank.</summary>
    internal static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
