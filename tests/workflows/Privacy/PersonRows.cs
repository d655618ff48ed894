using Azure.Data.Tables;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.Cases;

namespace Daoban.Workflows.Tests.Privacy;

/// <summary>The rows by which auditors find a case by a person.</summary>
internal static class PersonRows
{
    /// <summary>Every row of the case that holds the hash, whatever its key is.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(CaseHost host, string caseId, string person)
    {
        List<string> found = [];
        TableClient table = host.Get<StorageAccount>().Tables.GetTableClient(ReadingIndex.TableName);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            string content = string.Join("|", row.Select(column => column.Value));
            if (content.Contains(caseId, StringComparison.Ordinal)
                && content.Contains(person, StringComparison.Ordinal))
            {
                found.Add(row.PartitionKey);
            }
        }

        return found;
    }
}
