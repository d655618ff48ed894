using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Client;

/// <summary>Sets up a client. It is always a client of this engine, so that no build target can be chosen.</summary>
public interface IDurableTaskClientBuilder
{
    /// <summary>Name of the client and of its options; empty for the default one.</summary>
    string Name { get; }

    IServiceCollection Services { get; }
}
