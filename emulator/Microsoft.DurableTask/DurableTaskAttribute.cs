namespace Microsoft.DurableTask;

/// <summary>Names an orchestrator or activity class where its class name should not serve.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    public DurableTaskAttribute(string? name = null)
    {
        Name = string.IsNullOrEmpty(name) ? default : new TaskName(name);
    }

    /// <summary>The given name; the default <see cref="TaskName"/> when none was given.</summary>
    public TaskName Name { get; }

    public string? Version { get; set; }
}
