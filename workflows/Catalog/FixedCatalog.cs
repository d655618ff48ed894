using System.Collections.Frozen;

namespace Daoban.Workflows.Catalog;

internal sealed class FixedCatalog : ICatalog
{
    private readonly FrozenDictionary<(string Code, int Version), CatalogItem> all;
    private readonly FrozenDictionary<string, CatalogItem> newest;

    internal FixedCatalog(IReadOnlyList<CatalogItem> items)
    {
        all = items.ToFrozenDictionary(item => (item.Code, item.Version));
        Items =
        [
            .. items
                .GroupBy(item => item.Code, StringComparer.Ordinal)
                .Select(versions => versions.MaxBy(item => item.Version)!)
                .OrderBy(item => item.Code, StringComparer.Ordinal),
        ];
        newest = Items.ToFrozenDictionary(item => item.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<CatalogItem> Items { get; }

    public CatalogItem? Find(string code) => newest.GetValueOrDefault(code);

    public CatalogItem GetVersion(string code, int version) =>
        all.GetValueOrDefault((code, version))
        ?? throw new KeyNotFoundException(
            $"The catalog has no version {version} of item {code}; a case still needs it. Put it back into the file.");

    public string? DepartmentOf(string code, int version) =>
        (all.GetValueOrDefault((code, version)) ?? Find(code))?.DepartmentCode;
}
