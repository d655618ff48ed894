namespace Daoban.Verify.Ledgers;

/// <summary>What an entry says of a durable history: the hash of its leading events.</summary>
internal sealed record HistoryMarkJson(string InstanceId, int Events, string Hash);
