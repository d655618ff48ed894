using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// One change of a case: rows, exactly one ledger entry, and the effects it wants. Committed as one transaction.
/// </summary>
public sealed class CaseChange
{
    private readonly Dictionary<string, string> puts = [];
    private readonly List<(string Kind, string Subject, string Payload)> effects = [];
    private readonly List<string> removals = [];

    internal IReadOnlyDictionary<string, string> Puts => puts;

    internal IReadOnlyList<(string Kind, string Subject, string Payload)> Effects => effects;

    internal IReadOnlyList<string> Removals => removals;

    internal LedgerDraft? Entry { get; private set; }

    internal bool IsEmpty => Entry is null && puts.Count == 0 && effects.Count == 0 && removals.Count == 0;

    /// <summary>Enters what happened into the ledger.</summary>
    /// <exception cref="InvalidOperationException">The change has an entry already.</exception>
    public void Enter(LedgerDraft draft) =>
        Entry = Entry is null ? draft : throw new InvalidOperationException("A change has exactly one ledger entry.");

    /// <summary>The case as this change leaves it; null when it does not write the case.</summary>
    internal CaseRecord? Record { get; private set; }

    /// <summary>Whether anything is to be carried out after the commit.</summary>
    internal bool HasEffects => effects.Count > 0 || (Entry is { } draft && AuditIndexRules.IsIndexed(draft.Action));

    /// <summary>Writes the case.</summary>
    public void Put(CaseRecord record)
    {
        Record = record;
        puts[CaseRows.Case] = RowJson.Serialize(record);
    }

    /// <summary>Writes a document.</summary>
    public void Put(DocumentRecord record) => puts[CaseRows.Document(record.DocumentId)] = RowJson.Serialize(record);

    /// <summary>Writes a review task.</summary>
    public void Put(ReviewTaskRecord record) => puts[CaseRows.Task(record.TaskId)] = RowJson.Serialize(record);

    /// <summary>Writes a decision.</summary>
    public void Put(DecisionRecord record) => puts[CaseRows.Decision(record.DecisionId)] = RowJson.Serialize(record);

    /// <summary>Writes a payment order.</summary>
    public void Put(PaymentOrderRecord record) => puts[CaseRows.Order(record.OrderId)] = RowJson.Serialize(record);

    /// <summary>Writes a bank notice.</summary>
    public void Put(BankNoticeRecord record) => puts[CaseRows.Notice(record.BankSerial)] = RowJson.Serialize(record);

    /// <summary>Writes which history was entered.</summary>
    public void Put(HistoryRecord record) => puts[CaseRows.History(record.InstanceId)] = RowJson.Serialize(record);

    /// <summary>Writes a consent.</summary>
    public void Put(ConsentRecord record) => puts[CaseRows.Consent(record.ConsentId)] = RowJson.Serialize(record);

    /// <summary>Writes a rights request.</summary>
    public void Put(RightsRequestRecord record) => puts[CaseRows.Request(record.RequestId)] = RowJson.Serialize(record);

    /// <summary>Writes an unmask request.</summary>
    public void Put(UnmaskRequestRecord record) => puts[CaseRows.Unmask(record.RequestId)] = RowJson.Serialize(record);

    /// <summary>Asks for an effect outside the case's partition.</summary>
    /// <param name="kind">Which handler.</param>
    /// <param name="subject">Id it concerns.</param>
    /// <param name="payload">Ids, codes and amounts only; serialised as JSON.</param>
    public void Send(string kind, string subject, object payload) =>
        effects.Add((kind, subject, RowJson.Serialize(payload)));

    /// <summary>
    /// Removes the case's data key: everything protected by it, and the salts of all commitments, are gone for good.
    /// </summary>
    public void Shred() => removals.Add(CaseRows.Key);

    /// <summary>Removes an outbox item whose receiver is this change.</summary>
    public void Acknowledge(OutboxItem item) => removals.Add(item.Key);
}
