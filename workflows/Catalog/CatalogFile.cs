using System.Text.Json;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Catalog;

/// <summary>
/// Reads a catalog file. It lies beside the assembly and is not embedded: the office changes limits and materials by
/// replacing it. A file may hold several versions of an item, and must hold each that a running case is pinned to.
/// </summary>
internal static class CatalogFile
{
    private const string Schema = "catalog/1";

    internal static string DefaultPath(bool isDevelopment) =>
        DataFile.BesideAssembly("Catalog", isDevelopment ? "catalog.development.json" : "catalog.json");

    /// <exception cref="DataFileException">Unusable; names file, item and field.</exception>
    internal static ICatalog Load(string path, bool isDevelopment)
    {
        using JsonDocument document = DataFile.Parse(path);
        DataFile.RequireSchema(path, document.RootElement, Schema);
        List<CatalogItem> items = [];
        HashSet<(string, int)> seen = [];
        foreach (JsonElement element in
            DataFile.Member(path, "file", document.RootElement, "items", JsonValueKind.Array).EnumerateArray())
        {
            string code = DataFile.Member(path, "item", element, "code", JsonValueKind.String).GetString()!;
            CatalogItem item = DataFile.Read<CatalogItem>(path, $"item {code}", element);
            if (CatalogRules.FaultOf(item, isDevelopment) is { } fault)
            {
                throw new DataFileException(path, $"item {code}, field {fault.Field}", fault.Reason);
            }

            if (!seen.Add((item.Code, item.Version)))
            {
                throw new DataFileException(path, $"item {code}, field version", "appears twice");
            }

            items.Add(item);
        }

        return items.Count > 0
            ? new FixedCatalog(items)
            : throw new DataFileException(path, "items", "must not be empty");
    }
}
