namespace Daoban.Run.Demo;

/// <summary>A catalog item, as far as the demonstration looks.</summary>
internal sealed record CatalogEntry(string Code, PaymentTimes? Payment);
