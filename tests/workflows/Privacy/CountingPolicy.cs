using Azure.Core;
using Azure.Core.Pipeline;

namespace Daoban.Workflows.Tests.Privacy;

/// <summary>Counts requests to storage.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    public int Count { get; set; }

    public void Install(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.PerCall);

    public override void OnSendingRequest(HttpMessage message) => Count++;
}
