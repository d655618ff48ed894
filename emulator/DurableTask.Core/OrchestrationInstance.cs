// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core;

public class OrchestrationInstance
{
    public string InstanceId { get; set; }

    public string ExecutionId { get; set; }

    public override int GetHashCode() =>
        (InstanceId ?? string.Empty).GetHashCode() ^ (ExecutionId ?? string.Empty).GetHashCode();

    public override string ToString() => $"[InstanceId: {InstanceId}, ExecutionId: {ExecutionId}]";
}
