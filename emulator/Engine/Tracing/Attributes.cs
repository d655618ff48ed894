namespace Daoban.Emulator.Engine.Tracing;

/// <summary>Names of upstream's span attributes.</summary>
internal static class Attributes
{
    public const string Type = "durabletask.type";
    public const string Name = "durabletask.task.name";
    public const string Version = "durabletask.task.version";
    public const string InstanceId = "durabletask.task.instance_id";
    public const string ExecutionId = "durabletask.task.execution_id";
    public const string Status = "durabletask.task.status";
    public const string TaskId = "durabletask.task.task_id";
    public const string TargetInstanceId = "durabletask.event.target_instance_id";
    public const string FireAt = "durabletask.fire_at";
}
