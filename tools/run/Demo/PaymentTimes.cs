namespace Daoban.Run.Demo;

/// <summary>How long an item's payment stays open, and how often the bank is asked about it.</summary>
internal sealed record PaymentTimes(CatalogDuration ValidFor, CatalogDuration QueryEvery)
{
    /// <summary>Why a scenario cannot be shown within the patience; null when it can.</summary>
    public string? ObstacleTo(string scenario, TimeSpan patience) => scenario switch
    {
        DemoScenarios.Lapsed when !ValidFor.FitsInto(patience) =>
            $"the catalog keeps an order open for {ValidFor}, longer than our patience",
        DemoScenarios.LostCallback when !QueryEvery.FitsInto(patience) =>
            $"the catalog has the bank asked every {QueryEvery}, less often than our patience",
        _ => null,
    };
}
