namespace Daoban.Workflows.Catalog;

/// <summary>What is wrong with an item, where.</summary>
internal sealed record CatalogFault(string Field, string Reason);
