namespace Microsoft.DurableTask.Client;

/// <summary>Gives the clients of a container by their names.</summary>
public interface IDurableTaskClientProvider
{
    /// <param name="name">The client's name, case-sensitive; null for the default client.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that name.</exception>
    DurableTaskClient GetClient(string? name = null);
}
