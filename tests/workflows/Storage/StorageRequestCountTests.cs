using Azure.Core;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Storage;

public sealed class StorageRequestCountTests
{
    [Theory]
    [InlineData("table", "POST", "/account/$batch", "", "transaction")]
    [InlineData("table", "POST", "/account/Tables", "", "table")]
    [InlineData("table", "GET", "/account/cases(PartitionKey='a',RowKey='b')", "", "get")]
    [InlineData("table", "GET", "/account/cases()", "?$filter=PartitionKey%20eq%20'a'", "query")]
    [InlineData("table", "POST", "/account/cases", "", "insert")]
    [InlineData("table", "PUT", "/account/cases(PartitionKey='a',RowKey='b')", "", "replace")]
    [InlineData("table", "PATCH", "/account/cases(PartitionKey='a',RowKey='b')", "", "merge")]
    [InlineData("table", "DELETE", "/account/cases(PartitionKey='a',RowKey='b')", "", "delete")]
    [InlineData("queue", "POST", "/account/q/messages", "", "put")]
    [InlineData("queue", "GET", "/account/q/messages", "?numofmessages=16", "receive")]
    [InlineData("queue", "GET", "/account/q/messages", "?peekonly=true", "peek")]
    [InlineData("queue", "DELETE", "/account/q/messages/1", "?popreceipt=x", "delete")]
    [InlineData("queue", "GET", "/account/q", "?comp=metadata", "queue")]
    [InlineData("blob", "PUT", "/account/c/b", "", "put")]
    [InlineData("blob", "GET", "/account/c/b", "", "get")]
    [InlineData("blob", "HEAD", "/account/c/b", "", "head")]
    [InlineData("blob", "PUT", "/account/c/b", "?comp=blocklist", "put")]
    [InlineData("blob", "PUT", "/account/c/b", "?comp=lease", "lease")]
    [InlineData("blob", "GET", "/account/c", "?restype=container&comp=list", "list")]
    [InlineData("blob", "PUT", "/account/c", "?restype=container", "container")]
    public void OperationOf_Request_IsOneOfAFewNames(
        string service, string method, string path, string query, string expected) =>
        Assert.Equal(expected, StorageRequestCount.OperationOf(service, RequestMethod.Parse(method), path, query));
}
