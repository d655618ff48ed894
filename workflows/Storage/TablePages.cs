using Azure;
using Azure.Data.Tables;

namespace Daoban.Workflows.Storage;

/// <summary>One page of a table at a time, for walks that go on in another call or run.</summary>
internal static class TablePages
{
    /// <summary>Reads one page.</summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Which rows; null for all.</param>
    /// <param name="size">How many at most; a page may be shorter, or empty, and not be the last.</param>
    /// <param name="token">Where the page before ended; null at the beginning.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The rows, and where to go on; null at the end.</returns>
    /// <exception cref="RequestFailedException">Status 400 for a token that is not one of the table's.</exception>
    public static async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> ReadAsync(
        TableClient table, string? filter, int size, string? token, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            filter, size, cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(token, size))
        {
            return (page.Values, page.ContinuationToken);
        }

        return ([], null);
    }
}
