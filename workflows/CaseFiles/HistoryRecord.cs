using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.CaseFiles;

/// <summary>The history of an instance that was entered last, so that a repetition enters nothing new.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Reason">Why it was entered: <c>continue-as-new</c>, <c>purge</c>.</param>
/// <param name="Digest">How it stood.</param>
public sealed record HistoryRecord(string InstanceId, string Reason, HistoryDigest Digest);
