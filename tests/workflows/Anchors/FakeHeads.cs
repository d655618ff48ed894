using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.Anchors;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>Chains that exist by their heads alone.</summary>
internal sealed class FakeHeads(string kind) : IChainHeads
{
    private readonly ConcurrentDictionary<string, ChainPosition> heads = new();

    public string Kind => kind;

    /// <summary>A chain that this build cannot read.</summary>
    internal string? Unreadable { get; set; }

    internal IEnumerable<KeyValuePair<string, ChainPosition>> All => heads;

    public Task<ChainPosition?> ReadAsync(string chain, CancellationToken cancellationToken) => chain == Unreadable
        ? throw new InvalidOperationException("Of another format.")
        : Task.FromResult(heads.GetValueOrDefault(chain));

    internal void Append(string chain) => heads.AddOrUpdate(
        chain, _ => After(chain, 0), (_, head) => After(chain, head.Sequence));

    private static ChainPosition After(string chain, long sequence) => new(
        sequence + 1,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{chain} {sequence + 1}"))));
}
