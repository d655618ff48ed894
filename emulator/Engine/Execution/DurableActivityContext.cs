using Microsoft.DurableTask;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>What an activity sees of its call.</summary>
internal sealed class DurableActivityContext(string name, string instanceId, string version) : TaskActivityContext
{
    public override TaskName Name { get; } = new(name);

    public override string InstanceId => instanceId;

    public override string Version => version;
}
