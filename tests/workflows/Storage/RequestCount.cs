using Azure.Core;
using Azure.Core.Pipeline;

namespace Daoban.Workflows.Tests.Storage;

/// <summary>Counts storage requests, each try of one.</summary>
internal sealed class RequestCount : HttpPipelineSynchronousPolicy
{
    private int count;

    public int Value => Volatile.Read(ref count);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);
}
