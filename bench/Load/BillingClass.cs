namespace Daoban.Bench.Load;

/// <summary>
/// Which of Azure's billing classes a request to storage belongs to, after the price pages of Blob, Table and Queue
/// Storage (azure.microsoft.com/pricing/details/storage): blob writes, lists and creations, reads, all other
/// operations, deletes free; table batches, writes, reads, scans, deletes free; queue operations of class 1 and 2.
/// </summary>
internal static class BillingClass
{
    /// <summary>The class, as the price file names it; <c>free</c> for what costs nothing.</summary>
    public static string Of(string service, string operation) => (service, operation) switch
    {
        ("blob", "put") => "blob-write",
        ("blob", "list" or "container") => "blob-list",
        ("blob", "get") => "blob-read",
        ("blob", "delete") => "free",
        ("blob", _) => "blob-other",
        ("table", "transaction") => "table-batch-write",
        ("table", "insert" or "replace" or "merge" or "table") => "table-write",
        ("table", "get") => "table-read",
        ("table", "query") => "table-scan",
        ("table", "delete") => "free",
        ("queue", "put" or "update" or "delete" or "queue") => "queue-class-1",
        ("queue", _) => "queue-class-2",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), $"{service} {operation}"),
    };
}
