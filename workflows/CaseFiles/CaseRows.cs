using System.Globalization;
using Azure.Data.Tables;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Rows of a case's partition: keys, and the mapping between rows and records.</summary>
internal static class CaseRows
{
    public const string Head = "head";
    public const string Case = "case";

    private const int Format = 1;
    private const string LedgerPrefix = "l|";
    private const string OutboxPrefix = "x|";

    /// <summary>Filter for everything but the ledger, which grows and is read only by auditors.</summary>
    public static string WithoutLedger(string caseId) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {caseId} and (RowKey lt 'l|' or RowKey ge 'l}}')");

    /// <summary>Filter for the ledger alone, in order.</summary>
    public static string LedgerOnly(string caseId) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {caseId} and RowKey ge 'l|' and RowKey lt 'l}}'");

    public static string Document(string id) => "d|" + id;

    public static string Task(string id) => "t|" + id;

    public static string Decision(string id) => "n|" + id;

    public static string Order(string id) => "p|" + id;

    public static string Notice(string bankSerial) => "b|" + bankSerial;

    public static string Consent(string id) => "c|" + id;

    public static string Ledger(long sequence) => LedgerPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    public static string Outbox(long sequence, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{OutboxPrefix}{sequence:D10}|{index:D2}");

    public static TableEntity ToEntity(string caseId, string rowKey, object record) => new(caseId, rowKey)
    {
        [RowFormat.Column] = Format,
        ["Json"] = CaseJson.Serialize(record),
    };

    public static T Read<T>(TableEntity entity)
    {
        RowFormat.Require(entity, Format, $"Row {entity.RowKey}");
        return CaseJson.Deserialize<T>(entity.GetString("Json"));
    }

    /// <summary>Sorts one row into <paramref name="file"/>.</summary>
    public static void Add(CaseFile file, TableEntity entity)
    {
        switch (entity.RowKey.Split('|')[0])
        {
            case Head:
                file.Head = Read<ChainHead>(entity);
                file.HeadTag = entity.ETag;
                break;
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
            case "b":
                BankNoticeRecord notice = Read<BankNoticeRecord>(entity);
                file.NoticeRows[notice.BankSerial] = notice;
                break;
            case "c":
                ConsentRecord consent = Read<ConsentRecord>(entity);
                file.ConsentRows[consent.ConsentId] = consent;
                break;
            case "x":
                file.OutboxRows.Add(Read<OutboxItem>(entity));
                break;
            default:
                throw new UnknownFormatException($"Row {entity.RowKey}", entity.GetInt32("Format"));
        }
    }
}
