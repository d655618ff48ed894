using Azure;
using Azure.Data.Tables;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Health;

/// <summary>Says whether this instance can do its work: storage answers and the catalog is loaded.</summary>
internal sealed partial class GetHealth(StorageAccount storage, ICatalog catalog, ILogger<GetHealth> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Function(nameof(GetHealth))]
    [Operation(
        "运行状况",
        "Tells whether the application works; 503 when it does not",
        Response = typeof(HealthView),
        OtherStatuses = [StatusCodes.Status503ServiceUnavailable])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        bool reachable = await IsStorageReachableAsync(cancellationToken);
        bool healthy = reachable && catalog.Items.Count > 0;
        var view = new HealthView(
            healthy ? HealthState.Healthy : HealthState.Unhealthy, BuildInfo.Version, reachable, catalog.Items.Count);
        return Results.Json(
            view,
            HttpJson.Writing,
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<bool> IsStorageReachableAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            // Any answer will do: a row that is not there, or a table that the first case will make.
            await storage.CommitTables.GetTableClient("casefiles")
                .GetEntityIfExistsAsync<TableEntity>("health", "health", cancellationToken: deadline.Token);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == StatusCodes.Status404NotFound)
        {
            return true;
        }
        catch (Exception failure)
            when (failure is RequestFailedException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(Failure.Describe(failure));
            return false;
        }
    }

    [LoggerMessage(5301, LogLevel.Error, "Storage does not answer: {Failure}")]
    private partial void LogUnreachable(string failure);
}
