using Azure.Core;
using Azure.Core.Pipeline;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>Fails storage requests of a test's choice in a way that no storage service does.</summary>
internal sealed class BrokenPolicy : HttpPipelineSynchronousPolicy
{
    private int failures;

    /// <summary>Which requests fail; null for none.</summary>
    public Predicate<Request>? Breaks { get; set; }

    /// <summary>Requests that have failed.</summary>
    public int Failures => Volatile.Read(ref failures);

    public void AddTo(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.PerCall);

    public override void OnSendingRequest(HttpMessage message)
    {
        if (Breaks?.Invoke(message.Request) == true)
        {
            Interlocked.Increment(ref failures);
            throw new NotSupportedException("a bug");
        }
    }
}
