using DurableTask.Core;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Reads the names of states in which an existing instance must stay.</summary>
internal static class DedupeStatuses
{
    /// <param name="names">Status names, in any case; null for none.</param>
    /// <exception cref="ArgumentException">One is no status that an instance can be found in.</exception>
    public static IReadOnlySet<OrchestrationStatus> Parse(IReadOnlyList<string>? names)
    {
        var statuses = new HashSet<OrchestrationStatus>();
        foreach (string name in names ?? [])
        {
            if (!Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status)
                || !StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Contains(status))
            {
                throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.");
            }

            statuses.Add((OrchestrationStatus)status);
        }

        return statuses;
    }
}
