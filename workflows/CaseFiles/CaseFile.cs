using Azure;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Everything of one case but its ledger, as it stood at one read of its partition.</summary>
public sealed class CaseFile
{
    internal CaseFile(string caseId) => CaseId = caseId;

    private CaseFile(CaseFile before)
    {
        CaseId = before.CaseId;
        Record = before.Record;
        KeyRecord = before.KeyRecord;
        OpenedKey = before.OpenedKey;
        Texts = new(before.Texts, StringComparer.Ordinal);
        Traces = new(before.Traces, StringComparer.Ordinal);
        DocumentRows = new(before.DocumentRows);
        TaskRows = new(before.TaskRows);
        DecisionRows = new(before.DecisionRows);
        OrderRows = new(before.OrderRows);
        NoticeRows = new(before.NoticeRows);
        ConsentRows = new(before.ConsentRows);
        RequestRows = new(before.RequestRows);
        HistoryRows = new(before.HistoryRows);
        UnmaskRows = new(before.UnmaskRows);
        OutboxRows = [.. before.OutboxRows];
    }

    /// <summary>Lower-case UUID; also the instance id of the case's orchestration.</summary>
    public string CaseId { get; }

    /// <summary>Head of the ledger chain; null when the case does not exist.</summary>
    public ChainHead? Head { get; internal set; }

    /// <summary>The case; null when it does not exist.</summary>
    public CaseRecord? Record { get; internal set; }

    /// <summary>The case.</summary>
    /// <exception cref="CaseMissingException">There is no such case.</exception>
    public CaseRecord Existing => Record ?? throw new CaseMissingException(CaseId);

    /// <summary>Papers by document id.</summary>
    public IReadOnlyDictionary<string, DocumentRecord> Documents => DocumentRows;

    /// <summary>Review tasks by task id.</summary>
    public IReadOnlyDictionary<string, ReviewTaskRecord> Tasks => TaskRows;

    /// <summary>Decisions by decision id.</summary>
    public IReadOnlyDictionary<string, DecisionRecord> Decisions => DecisionRows;

    /// <summary>Payment orders by order id.</summary>
    public IReadOnlyDictionary<string, PaymentOrderRecord> Orders => OrderRows;

    /// <summary>Bank notices by bank serial number.</summary>
    public IReadOnlyDictionary<string, BankNoticeRecord> Notices => NoticeRows;

    /// <summary>Consents by consent id.</summary>
    public IReadOnlyDictionary<string, ConsentRecord> Consents => ConsentRows;

    /// <summary>Rights requests by request id.</summary>
    public IReadOnlyDictionary<string, RightsRequestRecord> Requests => RequestRows;

    /// <summary>Histories entered on their own, by instance id.</summary>
    public IReadOnlyDictionary<string, HistoryRecord> Histories => HistoryRows;

    /// <summary>Auditors' unmask requests by request id.</summary>
    public IReadOnlyDictionary<string, UnmaskRequestRecord> UnmaskRequests => UnmaskRows;

    /// <summary>Effects recorded and not yet carried out.</summary>
    public IReadOnlyList<OutboxItem> Outbox => OutboxRows;

    /// <summary>The case's data key.</summary>
    /// <exception cref="ProtectionException">It was shredded, or was never made.</exception>
    internal CaseKey Key => OpenedKey ?? throw new ProtectionException($"Case {CaseId} has no data key.");

    internal CaseKey? OpenedKey { get; set; }

    internal CaseKeyRecord? KeyRecord { get; set; }

    internal ETag HeadTag { get; set; }

    /// <summary>Rows as stored, but head, key and outbox: what commitments are made of.</summary>
    internal Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>W3C contexts of rows that somebody answers later, by row key.</summary>
    internal Dictionary<string, string> Traces { get; } = new(StringComparer.Ordinal);

    /// <summary>W3C context in which a row was first written; null when that was not traced.</summary>
    internal string? TraceOf(string rowKey) => Traces.GetValueOrDefault(rowKey);

    internal Dictionary<string, DocumentRecord> DocumentRows { get; } = [];

    internal Dictionary<string, ReviewTaskRecord> TaskRows { get; } = [];

    internal Dictionary<string, DecisionRecord> DecisionRows { get; } = [];

    internal Dictionary<string, PaymentOrderRecord> OrderRows { get; } = [];

    internal Dictionary<string, BankNoticeRecord> NoticeRows { get; } = [];

    internal Dictionary<string, ConsentRecord> ConsentRows { get; } = [];

    internal Dictionary<string, RightsRequestRecord> RequestRows { get; } = [];

    internal Dictionary<string, HistoryRecord> HistoryRows { get; } = [];

    internal Dictionary<string, UnmaskRequestRecord> UnmaskRows { get; } = [];

    internal List<OutboxItem> OutboxRows { get; } = [];

    /// <summary>The file without effects that were carried out.</summary>
    internal CaseFile Without(IReadOnlyList<OutboxItem> done)
    {
        CaseFile after = new(this) { Head = Head, HeadTag = HeadTag };
        after.OutboxRows.RemoveAll(item => done.Any(gone => gone.Key == item.Key));
        return after;
    }

    /// <summary>The file as a committed change leaves it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="head">The head that the commit wrote.</param>
    /// <param name="headTag">Its version.</param>
    /// <param name="waiting">Of the effects that it recorded, those that somebody else carries out.</param>
    internal CaseFile After(CaseChange change, ChainHead head, ETag headTag, IEnumerable<OutboxItem> waiting)
    {
        CaseFile after = new(this) { Head = head, HeadTag = headTag };
        foreach ((string key, string json) in change.Puts)
        {
            CaseRows.Add(after, key, json);
            if (CaseRows.TraceFor(this, key) is { } trace)
            {
                after.Traces[key] = trace;
            }
        }

        after.OutboxRows.RemoveAll(item => change.Removals.Contains(item.Key));
        after.OutboxRows.AddRange(waiting);
        return after;
    }
}
