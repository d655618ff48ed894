namespace Daoban.Workflows.Audit;

/// <summary>What can be wrong with a case's records. Codes are never renamed.</summary>
public static class TimelineFindings
{
    /// <summary>台账断链: hashes, numbers or the head of the ledger do not agree, or a row cannot be read.</summary>
    public const string ChainBroken = "chain-broken";

    /// <summary>案卷内容不符: a row is not what its last entry committed to.</summary>
    public const string RowDiffers = "row-differs";

    /// <summary>案卷内容缺失: a row that the ledger knows is not there.</summary>
    public const string RowMissing = "row-missing";

    /// <summary>案卷内容无记录: a row is there that no entry knows.</summary>
    public const string RowUnentered = "row-unentered";

    /// <summary>流程历史不符: a history does not begin with the events that the ledger has the hash of.</summary>
    public const string HistoryDiffers = "history-differs";

    /// <summary>流程历史缺失: an orchestration is gone, and nothing says that it was removed on purpose.</summary>
    public const string HistoryMissing = "history-missing";

    /// <summary>流程历史中没有: the ledger says that something happened, the history does not.</summary>
    public const string NotInHistory = "not-in-history";

    /// <summary>台账中没有: the history says that something happened, the ledger does not.</summary>
    public const string NotInLedger = "not-in-ledger";
}
