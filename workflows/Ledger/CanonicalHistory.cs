using System.Security.Cryptography;
using System.Text;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Ledger;

/// <summary>The form in which orchestration histories are hashed and exported: a JSON line per event.</summary>
public static class CanonicalHistory
{
    /// <summary>The lines of a history, in the engine's order.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<HistoryEvent> history) =>
        [.. history.Select(recorded => LedgerJson.Serialize(CanonicalEvent.Of(recorded)))];

    /// <summary>How a history stands: SHA-256 over its lines, each followed by a line feed.</summary>
    public static HistoryDigest Digest(string instanceId, IReadOnlyList<string> lines)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\n"u8);
        }

        return new HistoryDigest(instanceId, lines.Count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>How the histories of these instances stand now; an instance that does not exist is left out.</summary>
    public static async Task<IReadOnlyList<HistoryDigest>> ReadAsync(
        DurableTaskClient client, IEnumerable<string> instanceIds, CancellationToken cancellationToken)
    {
        List<HistoryDigest> digests = [];
        foreach (string instanceId in instanceIds)
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
            {
                IList<HistoryEvent> history = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
                digests.Add(Digest(instanceId, Lines(history)));
            }
        }

        return digests;
    }
}
