using Microsoft.AspNetCore.Http;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>The HTTP request that triggered an invocation.</summary>
internal sealed record HttpInvocation(HttpContext Context)
{
    /// <summary>Upstream's key of the context in <c>FunctionContext.Items</c>.</summary>
    public const string ItemKey = "HttpRequestContext";
}
