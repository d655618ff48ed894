using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Workflows.Review;

internal static class ReviewServices
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddTable(ReviewWorklist.TableName)
        .AddSingleton<ReviewWorklist>()
        .AddSingleton<ReviewProjection>()
        .AddSingleton<IOutboxHandler, ReviewWorklistHandler>()
        .AddSingleton<ReviewDecisionHandler>()
        .AddSingleton(provider => new ReviewDesk(
            provider.GetRequiredService<CaseFileStore>(),
            provider.GetRequiredService<CaseChanges>(),
            provider.GetRequiredService<ReviewWorklist>(),
            provider.GetRequiredService<ICatalog>(),
            provider.GetRequiredService<IKeyedHash>(),
            provider.GetRequiredService<TimeProvider>()));
}
