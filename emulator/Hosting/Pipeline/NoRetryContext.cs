using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Function-level retry attributes are not offered, so every invocation is a first one.</summary>
internal sealed class NoRetryContext : RetryContext
{
    public static readonly NoRetryContext Instance = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
