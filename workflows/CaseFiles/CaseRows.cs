using System.Globalization;
using Azure.Data.Tables;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;

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

    /// <summary>Whether somebody answers the row in another trace: the case, a task, an order, a request.</summary>
    public static bool IsAnsweredLater(string key) =>
        key is Case || key.Split('|')[0] is "t" or "p" or "q" or "u";

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
        switch (entity.RowKey.Split('|')[0])
        {
            case LedgerRows.Head:
                file.Head = LedgerRows.ReadHead(entity);
                file.HeadTag = entity.ETag;
                return;
            case Key:
                file.KeyRecord = Read<CaseKeyRecord>(entity);
                return;
            case "x":
                file.OutboxRows.Add(Read<OutboxItem>(entity));
                return;
            case Case:
                file.Record = Read<CaseRecord>(entity);
                break;
            case "d":
                DocumentRecord document = Read<DocumentRecord>(entity);
                file.DocumentRows[document.DocumentId] = document;
                break;
            case "t":
                ReviewTaskRecord task = Read<ReviewTaskRecord>(entity);
                file.TaskRows[task.TaskId] = task;
                break;
            case "n":
                DecisionRecord decision = Read<DecisionRecord>(entity);
                file.DecisionRows[decision.DecisionId] = decision;
                break;
            case "p":
                PaymentOrderRecord order = Read<PaymentOrderRecord>(entity);
                file.OrderRows[order.OrderId] = order;
                break;
            case "h":
                HistoryRecord history = Read<HistoryRecord>(entity);
                file.HistoryRows[history.InstanceId] = history;
                break;
            case "b":
                BankNoticeRecord notice = Read<BankNoticeRecord>(entity);
                file.NoticeRows[notice.BankSerial] = notice;
                break;
            case "c":
                ConsentRecord consent = Read<ConsentRecord>(entity);
                file.ConsentRows[consent.ConsentId] = consent;
                break;
            case "q":
                RightsRequestRecord request = Read<RightsRequestRecord>(entity);
                file.RequestRows[request.RequestId] = request;
                break;
            case "u":
                UnmaskRequestRecord unmask = Read<UnmaskRequestRecord>(entity);
                file.UnmaskRows[unmask.RequestId] = unmask;
                break;
            default:
                throw new UnknownFormatException($"Row {entity.RowKey}", entity.GetInt32("Format"));
        }

        file.Texts[entity.RowKey] = entity.GetString("Json");
        if (entity.GetString(TraceParent) is { } trace)
        {
            file.Traces[entity.RowKey] = trace;
        }
    }
}
