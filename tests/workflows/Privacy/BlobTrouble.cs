using Azure.Core;
using Azure.Core.Pipeline;

namespace Daoban.Workflows.Tests.Privacy;

/// <summary>A storage account whose papers cannot be deleted, as if the process died there.</summary>
internal sealed class BlobTrouble : HttpPipelineSynchronousPolicy
{
    public void Install(ClientOptions options)
    {
        options.Retry.MaxRetries = 0;
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Delete
            && message.Request.Uri.ToString().Contains("/documents/", StringComparison.Ordinal))
        {
            throw new Azure.RequestFailedException(503, "The storage account is away.");
        }
    }
}
