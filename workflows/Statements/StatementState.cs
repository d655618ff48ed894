using System.Text.Json.Serialization;

namespace Daoban.Workflows.Statements;

/// <summary>Where the statement of a day stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StatementState>))]
public enum StatementState
{
    /// <summary>待取得: no usable file yet.</summary>
    Awaited,

    /// <summary>导入中: the file is kept and its payments are being applied.</summary>
    Importing,

    /// <summary>已对账: every payment was applied, and our orders were compared with it.</summary>
    Imported,

    /// <summary>已确认无对账单: two people confirmed that there will be none.</summary>
    Waived,
}
