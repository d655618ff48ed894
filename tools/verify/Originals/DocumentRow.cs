using System.Text;
using System.Text.Json;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Rows;

namespace Daoban.Verify.Originals;

/// <summary>What the row of a document says of its original.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of its bytes.</param>
internal sealed record DocumentRow(string DocumentId, long Length, string Sha256)
{
    /// <summary>Reads the text of a row; members that do not concern the original may be any.</summary>
    public static Broken? Read(RowLineJson row, out DocumentRow? document)
    {
        document = null;
        if (StrictJson.TryReadObject(Encoding.UTF8.GetBytes(row.Text), out JsonDocument? json))
        {
            using (json)
            {
                document = Read(json.RootElement);
            }
        }

        return document is not null && row.Row == RowKinds.DocumentPrefix + document.DocumentId
            ? null
            : new Broken(
                RowKinds.Documents,
                null,
                $"行 {row.Row} 不是材料文件的记录。",
                $"The row {row.Row} does not have the form of a document's.");
    }

    private static DocumentRow? Read(JsonElement row)
    {
        if (row.TryGetProperty("documentId", out JsonElement id)
            && id.ValueKind is JsonValueKind.String
            && row.TryGetProperty("length", out JsonElement length)
            && length.ValueKind is JsonValueKind.Number
            && length.TryGetInt64(out long bytes)
            && row.TryGetProperty("sha256", out JsonElement hash)
            && hash.ValueKind is JsonValueKind.String
            && Guid.TryParseExact(id.GetString(), "D", out Guid documentId)
            && Hex.IsHash(hash.GetString()!))
        {
            return new DocumentRow(documentId.ToString("D"), bytes, hash.GetString()!);
        }

        return null;
    }
}
