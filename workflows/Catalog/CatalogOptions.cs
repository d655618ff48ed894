namespace Daoban.Workflows.Catalog;

/// <summary>Section <c>Daoban:Catalog</c>.</summary>
public sealed class CatalogOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Catalog";

    /// <summary>
    /// Path of the catalog file. Default: <c>Catalog/catalog.json</c> beside the assembly, in Development
    /// <c>catalog.development.json</c> with limits of seconds and minutes.
    /// </summary>
    public string? File { get; set; }
}
