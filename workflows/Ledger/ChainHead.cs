namespace Daoban.Workflows.Ledger;

/// <summary>Last link of a ledger chain; its ETag guards every commit to the chain.</summary>
/// <param name="Sequence">Number of the last entry.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">Its time; the next entry is not earlier.</param>
public sealed record ChainHead(long Sequence, string Hash, DateTimeOffset At);
