using Daoban.Functions.Health;
using Daoban.Functions.Tests.Support;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Functions.Tests.Health;

public sealed class GetHealthTests
{
    private const string NobodyListens =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;"
        + "TableEndpoint=http://127.0.0.1:9/devstoreaccount1;BlobEndpoint=http://127.0.0.1:9/devstoreaccount1;"
        + "QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;";

    [Fact]
    public async Task Run_StorageDoesNotAnswer_Is503AndSaysSo()
    {
        var logger = new RecordingLogger<GetHealth>();
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        http.Response.Body = new MemoryStream();

        IResult result = await new GetHealth(new StorageAccount(NobodyListens), new NoCatalog(), logger)
            .RunAsync(http.Request, CancellationToken.None);
        await result.ExecuteAsync(http);

        http.Response.Body.Position = 0;
        string body = await new StreamReader(http.Response.Body).ReadToEndAsync();
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Contains("\"status\":\"unhealthy\"", body, StringComparison.Ordinal);
        Assert.Contains("\"storageReachable\":false", body, StringComparison.Ordinal);
        Assert.Contains("RequestFailedException", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    private sealed class NoCatalog : ICatalog
    {
        public IReadOnlyList<CatalogItem> Items => [];

        public CatalogItem? Find(string code) => null;

        public CatalogItem GetVersion(string code, int version) => throw new NotSupportedException();

        public string? DepartmentOf(string code, int version) => null;
    }
}
