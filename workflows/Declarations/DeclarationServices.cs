using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Declarations;

internal static class DeclarationServices
{
    public static IServiceCollection AddDeclarations(this IServiceCollection services) => services
        .AddTable(DeclarationStore.TableName)
        .AddSingleton<DeclarationStore>()
        .AddSingleton(provider => new Relatives(provider.GetRequiredService<DeclarationStore>()))
        .AddSingleton(provider => new DeclarationDesk(
            provider.GetRequiredService<DeclarationStore>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<TimeProvider>()));
}
