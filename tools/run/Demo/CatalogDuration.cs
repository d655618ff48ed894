namespace Daoban.Run.Demo;

/// <summary>A duration as the catalog writes it.</summary>
internal sealed record CatalogDuration(int Amount, string Unit)
{
    public bool FitsInto(TimeSpan time) => Unit switch
    {
        "seconds" => TimeSpan.FromSeconds(Amount) <= time,
        "minutes" => TimeSpan.FromMinutes(Amount) <= time,
        _ => false,
    };

    public override string ToString() => $"{Amount} {Unit}";
}
