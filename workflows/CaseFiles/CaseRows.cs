using System.Globalization;
using Azure.Data.Tables;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Rows of a case's partition: keys, and the mapping between rows and records.</summary>
internal static class CaseRows
{
    public const string Case = "case";
    public const string Key = "key";

    /// <summary>Column: W3C context in which the row was first written.</summary>
    public const string TraceParent = "TraceParent";

    private const int Format = 1;
    private const string OutboxPrefix = "x|";

    /// <summary>Filter for everything but the ledger, which grows and is read only by auditors.</summary>
    public static string WithoutLedger(string caseId) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {caseId} and (RowKey lt 'l|' or RowKey ge 'l}}')");

    public static string Document(string id) => "d|" + id;

    public static string Task(string id) => "t|" + id;

    public static string Decision(string id) => "n|" + id;

    public static string Order(string id) => "p|" + id;

    public static string History(string instanceId) => "h|" + instanceId;

    public static string Consent(string id) => "c|" + id;

    public static string Request(string id) => "q|" + id;

    public static string Unmask(string requestId) => "u|" + requestId;

    public static string Notice(string bankSerial) => "b|" + bankSerial;

    public static string Outbox(long sequence, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{OutboxPrefix}{sequence:D10}|{index:D2}");

    /// <summary>
    /// W3C context to keep with a row that somebody answers in another trace: the case, a task, an order, a request.
    /// That of its first writing stays; null when that was not traced, and for other rows.
    /// </summary>
    public static string? TraceFor(CaseFile file, string key) =>
        key is not Case && key.Split('|')[0] is not ("t" or "p" or "q" or "u") ? null
            : file.Texts.ContainsKey(key) ? file.TraceOf(key)
            : Tracing.Current;

    public static TableEntity ToEntity(string caseId, string rowKey, string json) => new(caseId, rowKey)
    {
        [RowFormat.Column] = Format,
        ["Json"] = json,
    };

    public static T Read<T>(TableEntity entity)
    {
        RowFormat.Require(entity, Format, $"Row {entity.RowKey}");
        return RowJson.Deserialize<T>(entity.GetString("Json"));
    }

    /// <summary>Sorts one row into <paramref name="file"/>.</summary>
    public static void Add(CaseFile file, TableEntity entity)
    {
        if (entity.RowKey == LedgerRows.Head)
        {
            file.Head = LedgerRows.ReadHead(entity);
            file.HeadTag = entity.ETag;
            return;
        }

        RowFormat.Require(entity, Format, $"Row {entity.RowKey}");
        Add(file, entity.RowKey, entity.GetString("Json"));
        if (entity.GetString(TraceParent) is { } trace)
        {
            file.Traces[entity.RowKey] = trace;
        }
    }

    /// <summary>Sorts the text of a row into <paramref name="file"/>.</summary>
    /// <exception cref="UnknownFormatException">A row of a kind that this build does not know.</exception>
    public static void Add(CaseFile file, string rowKey, string json)
    {
        switch (rowKey.Split('|')[0])
        {
            case Key:
                file.KeyRecord = RowJson.Deserialize<CaseKeyRecord>(json);
                return;
            case "x":
                file.OutboxRows.Add(RowJson.Deserialize<OutboxItem>(json));
                return;
            case Case:
                file.Record = RowJson.Deserialize<CaseRecord>(json);
                break;
            case "d":
                DocumentRecord document = RowJson.Deserialize<DocumentRecord>(json);
                file.DocumentRows[document.DocumentId] = document;
                break;
            case "t":
                ReviewTaskRecord task = RowJson.Deserialize<ReviewTaskRecord>(json);
                file.TaskRows[task.TaskId] = task;
                break;
            case "n":
                DecisionRecord decision = RowJson.Deserialize<DecisionRecord>(json);
                file.DecisionRows[decision.DecisionId] = decision;
                break;
            case "p":
                PaymentOrderRecord order = RowJson.Deserialize<PaymentOrderRecord>(json);
                file.OrderRows[order.OrderId] = order;
                break;
            case "h":
                HistoryRecord history = RowJson.Deserialize<HistoryRecord>(json);
                file.HistoryRows[history.InstanceId] = history;
                break;
            case "b":
                BankNoticeRecord notice = RowJson.Deserialize<BankNoticeRecord>(json);
                file.NoticeRows[notice.BankSerial] = notice;
                break;
            case "c":
                ConsentRecord consent = RowJson.Deserialize<ConsentRecord>(json);
                file.ConsentRows[consent.ConsentId] = consent;
                break;
            case "q":
                RightsRequestRecord request = RowJson.Deserialize<RightsRequestRecord>(json);
                file.RequestRows[request.RequestId] = request;
                break;
            case "u":
                UnmaskRequestRecord unmask = RowJson.Deserialize<UnmaskRequestRecord>(json);
                file.UnmaskRows[unmask.RequestId] = unmask;
                break;
            default:
                throw new UnknownFormatException($"Row {rowKey}", Format);
        }

        file.Texts[rowKey] = json;
    }
}
