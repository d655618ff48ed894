namespace Daoban.Workflows.CaseFiles;

/// <summary>What <see cref="EnterHistory"/> is asked for.</summary>
/// <param name="CaseId">The case whose ledger takes it.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Reason"><see cref="ContinueAsNew"/> or <see cref="Purge"/>.</param>
public sealed record HistoryEntering(string CaseId, string InstanceId, string Reason)
{
    /// <summary>The execution ends and its history goes with it.</summary>
    public const string ContinueAsNew = "continue-as-new";

    /// <summary>The instance is about to be removed.</summary>
    public const string Purge = "purge";
}
