using Daoban.Emulator.TaskHubs;

namespace Microsoft.DurableTask;

/// <summary>
/// The orchestrators and activities of a worker, by name and version. A name and version can be taken once. Durable
/// entities cannot be added: this engine has none.
/// </summary>
public sealed partial class DurableTaskRegistry
{
    internal VersionedTasks<ITaskOrchestrator> Orchestrators { get; } = new();

    internal VersionedTasks<ITaskActivity> Activities { get; } = new();

    /// <summary>One entry for each name and version; versions are not told.</summary>
    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators()
        => Orchestrators.All;

    /// <summary>One entry for each name and version; versions are not told.</summary>
    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities()
        => Activities.All;

    /// <exception cref="ArgumentException">Not a concrete class of the kind.</exception>
    private static void RequireConcrete<TTask>(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsAssignableTo(typeof(TTask)) || !type.IsClass || type.IsAbstract)
        {
            throw new ArgumentException(
                $"Type '{type}' cannot be added: it must be a class that is not abstract and implements "
                    + $"'{typeof(TTask)}'.",
                nameof(type));
        }
    }

    private static TaskName NameOf(Type type) => Attribute(type) is { Name.Name: { Length: > 0 } name }
        ? new TaskName(name)
        : new TaskName(type.Name);

    private static TaskVersion VersionOf(Type type) => new(Attribute(type)?.Version);

    private static DurableTaskAttribute? Attribute(Type type) =>
        (DurableTaskAttribute?)System.Attribute.GetCustomAttribute(type, typeof(DurableTaskAttribute));
}
