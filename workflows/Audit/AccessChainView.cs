using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Audit;

/// <summary>What an actor read and was denied on one day.</summary>
/// <param name="ActorId">The actor.</param>
/// <param name="Day">A day in China.</param>
/// <param name="IsIntact">Whether every hash and the head agree.</param>
/// <param name="Entries">From the first entry on.</param>
public sealed record AccessChainView(
    string ActorId, DateOnly Day, bool IsIntact, IReadOnlyList<LedgerEntry> Entries);
