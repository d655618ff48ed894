using Daoban.Emulator.Hosting.Http;
using Daoban.Emulator.Hosting.Pipeline;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Request and answer of an HTTP function, for middleware.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <returns>Null when the trigger is not HTTP.</returns>
    public static ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) =>
        ValueTask.FromResult<HttpRequestData?>(AspNetCoreRequestData.Of(context));

    /// <returns>Null unless the invocation's result is response data.</returns>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        InvocationOutcome.Of(context).Value as HttpResponseData;
}
