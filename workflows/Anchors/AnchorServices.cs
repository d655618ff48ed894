using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Anchors;

/// <summary>Registers anchoring. Needs a signing key and an <see cref="IChainHeads"/> per kind of chain.</summary>
internal static class AnchorServices
{
    private const int MostAnswerBytes = 64 * 1024;

    public static IServiceCollection AddAnchors(this IServiceCollection services) => services
        .AddTable(AnchorMarks.TableName)
        .AddTable(AnchorPointers.TableName)
        .AddContainer(AnchorBlobs.ContainerName)
        .AddTimestamps()
        .AddSingleton<AnchorMarks>()
        .AddSingleton<AnchorBlobs>()
        .AddSingleton<AnchorPointers>()
        .AddSingleton<AnchorProgressRow>()
        .AddSingleton<AnchorSeal>()
        .AddSingleton<AnchorStamps>()
        .AddSingleton<ChainHeadReader>()
        .AddSingleton(provider => new PublicKeys(
            provider.GetRequiredService<AnchorBlobs>(), provider.GetRequiredService<ISigningKey>()))
        .AddSingleton(provider => new AnchorProofs(
            provider.GetRequiredService<AnchorPointers>(), provider.GetRequiredService<AnchorBlobs>()))
        .AddSingleton(provider => new AnchorWriter(
            provider.GetRequiredService<AnchorMarks>(),
            provider.GetRequiredService<ChainHeadReader>(),
            provider.GetRequiredService<AnchorBlobs>(),
            provider.GetRequiredService<AnchorProgressRow>(),
            provider.GetRequiredService<AnchorSeal>(),
            provider.GetRequiredService<AnchorStamps>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AnchorWriter>>()));

    private static IServiceCollection AddTimestamps(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TimestampOptions>, TimestampOptionsCheck>();
        services.AddOptions<TimestampOptions>().BindConfiguration(TimestampOptions.Section).ValidateOnStart();
        services.AddHttpClient<HttpTimestampAuthority>(ConfigureClient)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            // Held for as long as the process runs; the pooled connections are renewed by their own lifetime instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton(CreateAuthority)
            .AddHostedService<LoadedAtStart<ITimestampAuthority>>();
    }

    private static ITimestampAuthority CreateAuthority(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TimestampOptions>>().Value.Url is null
            ? ActivatorUtilities.CreateInstance<NoTimestampAuthority>(provider)
            : provider.GetRequiredService<HttpTimestampAuthority>();

    private static void ConfigureClient(IServiceProvider provider, HttpClient http)
    {
        http.Timeout = provider.GetRequiredService<IOptions<TimestampOptions>>().Value.Timeout;
        http.MaxResponseContentBufferSize = MostAnswerBytes;
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
