namespace Microsoft.DurableTask;

/// <summary>What an activity knows about its call.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    /// <summary>The instance id of the orchestration that called the activity.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The version the activity was called with; empty when none.</summary>
    public virtual string Version => string.Empty;
}
