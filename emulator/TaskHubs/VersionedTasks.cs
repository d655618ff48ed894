using Microsoft.DurableTask;

namespace Daoban.Emulator.TaskHubs;

/// <summary>Registered tasks of one kind by name and version, both compared without regard to case.</summary>
internal sealed class VersionedTasks<TTask>
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, TTask>> factories = [];
    private readonly HashSet<TaskName> versioned = [];

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, TTask>>> All =>
        factories.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public IReadOnlyCollection<string> Names => [.. factories.Keys.Select(key => key.Name.Name)];

    /// <exception cref="ArgumentException">The name is empty, or taken in this version.</exception>
    public void Add(TaskName name, TaskVersion version, Func<IServiceProvider, TTask> factory)
    {
        if (name == default)
        {
            throw new ArgumentException($"A name is needed to add an {typeof(TTask).Name}.", nameof(name));
        }

        if (!factories.TryAdd((name, version), factory))
        {
            string which = version == default ? "" : $" with version '{version.Version}'";
            throw new ArgumentException(
                $"An {typeof(TTask).Name} named '{name}'{which} is already added.", nameof(name));
        }

        if (version != default)
        {
            versioned.Add(name);
        }
    }

    /// <summary>
    /// The task of exactly this version. The one without a version serves any version, but only of a name that is
    /// registered without versions: a caller that asks for version 3 must not get what is neither 1 nor 2.
    /// </summary>
    public Func<IServiceProvider, TTask>? Find(string name, string version)
    {
        TaskVersion asked = string.IsNullOrWhiteSpace(version) ? default : new TaskVersion(version);
        if (factories.TryGetValue((name, asked), out Func<IServiceProvider, TTask>? exact) || versioned.Contains(name))
        {
            return exact;
        }

        return factories.GetValueOrDefault((name, default));
    }
}
