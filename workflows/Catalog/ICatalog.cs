namespace Daoban.Workflows.Catalog;

/// <summary>The service items of the stations (事项目录). Immutable and thread-safe.</summary>
public interface ICatalog
{
    /// <summary>The newest version of each item, by code.</summary>
    IReadOnlyList<CatalogItem> Items { get; }

    /// <summary>The newest version of an item; null when the code is unknown. Codes are case-sensitive.</summary>
    CatalogItem? Find(string code);

    /// <summary>The version that a running case is pinned to.</summary>
    /// <exception cref="KeyNotFoundException">
    /// The catalog file lost a version that a case still needs: a mistake of the operator, not of the client.
    /// </exception>
    CatalogItem GetVersion(string code, int version);

    /// <summary>
    /// Whose reviewers a case of that version belongs to. A version that the file no longer holds, of cases closed long
    /// ago, counts as the newest; null when the item is gone altogether.
    /// </summary>
    string? DepartmentOf(string code, int version);
}
