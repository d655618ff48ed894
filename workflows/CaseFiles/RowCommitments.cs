using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.CaseFiles;

/// <summary>What a change commits to: each row that it writes, before and after.</summary>
internal static class RowCommitments
{
    /// <summary>
    /// In order of the row keys; none once the case's key is shredded, because then nobody could open them any more.
    /// </summary>
    public static IReadOnlyList<RowChange> Of(CaseFile file, CaseChange change)
    {
        if (file.OpenedKey is not { } key)
        {
            return [];
        }

        return [.. change.Puts
            .OrderBy(put => put.Key, StringComparer.Ordinal)
            .Select(put => new RowChange(
                put.Key,
                file.Texts.TryGetValue(put.Key, out string? text) ? key.Commit(put.Key, text) : null,
                key.Commit(put.Key, put.Value)))];
    }
}
