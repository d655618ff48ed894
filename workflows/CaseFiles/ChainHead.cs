namespace Daoban.Workflows.CaseFiles;

/// <summary>Head of a case's ledger chain. Its ETag guards every change of the case.</summary>
/// <param name="Sequence">Sequence number of the last ledger entry, from 1.</param>
/// <param name="Hash">Hash of the last ledger entry.</param>
/// <param name="CommitId">Random id of the transaction that wrote it: tells whether a doubtful commit happened.</param>
public sealed record ChainHead(long Sequence, string Hash, string CommitId);
