using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Privacy;

/// <summary>
/// Finds protected texts in the rows of a case by what they look like, so that a new field is found that nobody listed.
/// </summary>
internal static class ProtectedTexts
{
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["case"] = "case",
        ["n"] = "decision",
        ["c"] = "consent",
        ["q"] = "rights-request",
    };

    /// <summary>Where they are, as the data register writes it: <c>case:resident.name</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(CaseHost host, string caseId)
    {
        List<string> found = [];
        TableClient table = host.Get<StorageAccount>().Tables.GetTableClient(CaseFileStore.TableName);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(row => row.PartitionKey == caseId))
        {
            string kind = row.RowKey.Split('|')[0];
            if (kind is not ("l" or "head" or "key"))
            {
                using JsonDocument json = JsonDocument.Parse(row.GetString("Json"));
                found.AddRange(Find(json.RootElement, path: "")
                    .Select(path => $"{Rows.GetValueOrDefault(kind, row.RowKey)}:{path}"));
            }
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Find(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            Find(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Find(item, path + "[]")),
        JsonValueKind.String when IsProtected(element.GetString()!) => [path],
        _ => [],
    };

    // Version 1, a key id of 16 hexadecimal digits, nonce and tag.
    private static bool IsProtected(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length)
            && length >= 2 + 16 + 12 + 16
            && bytes[0] == 1
            && bytes[1] == 16
            && Encoding.ASCII.GetString(bytes, 2, 16).All(char.IsAsciiHexDigitLower);
    }
}
