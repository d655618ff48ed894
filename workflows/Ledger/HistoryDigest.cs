namespace Daoban.Workflows.Ledger;

/// <summary>An orchestration history as it stood: later ones have these events in front.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Events">How many events there were.</param>
/// <param name="Hash">SHA-256 of their canonical lines (<see cref="CanonicalHistory"/>), lower-case hex.</param>
public sealed record HistoryDigest(string InstanceId, int Events, string Hash);
