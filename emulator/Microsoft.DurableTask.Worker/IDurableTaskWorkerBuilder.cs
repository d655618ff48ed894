using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Worker;

/// <summary>Sets up a worker. What runs it is always this engine, so that no build target can be chosen.</summary>
public interface IDurableTaskWorkerBuilder
{
    /// <summary>Name of the worker and of its options; empty for the default one.</summary>
    string Name { get; }

    IServiceCollection Services { get; }
}
