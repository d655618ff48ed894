using Daoban.Workflows.Catalog;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Stations;

namespace Daoban.Workflows.Cases;

/// <summary>What a submission that may become a case is taken in with.</summary>
/// <param name="Item">The version that the case is pinned to.</param>
/// <param name="Station">Station that takes it in.</param>
/// <param name="Papers">Its scanned papers, as stored.</param>
/// <param name="Texts">The notice and the consent texts that it names.</param>
internal sealed record NewCase(
    CatalogItem Item,
    Station Station,
    IReadOnlyList<StoredDocument> Papers,
    IReadOnlyDictionary<(string Code, int Version), Notice> Texts);
