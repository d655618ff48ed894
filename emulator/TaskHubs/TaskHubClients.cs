using System.Collections.Concurrent;
using Daoban.Emulator.Engine.Client;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Daoban.Emulator.TaskHubs;

/// <summary>The clients of a container, each made when it is first asked for.</summary>
internal sealed class TaskHubClients(
    IEnumerable<ClientRegistration> registrations,
    TaskHubEngines engines,
    IOptionsMonitor<DurableTaskClientOptions> options) : IDurableTaskClientProvider
{
    private readonly string[] names = [.. registrations.Select(registration => registration.Name)];
    private readonly ConcurrentDictionary<string, DurableTaskClient> clients = new(StringComparer.Ordinal);

    public DurableTaskClient GetClient(string? name = null)
    {
        string asked = name ?? Options.DefaultName;
        if (!names.Contains(asked, StringComparer.Ordinal))
        {
            string known = string.Join(", ", names.Select(each => $"\"{each}\""));
            throw new ArgumentOutOfRangeException(nameof(name), name, $"There are these clients: [{known}].");
        }

        return clients.GetOrAdd(asked, Create);
    }

    private DurableTaskClient Create(string name)
    {
        DurableTaskClientOptions own = options.Get(name);
        return engines.EngineOfClient(name).CreateClient(new ClientSettings(name, own.DataConverter)
        {
            DefaultVersion = own.DefaultVersion,
        });
    }
}
