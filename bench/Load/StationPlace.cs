namespace Daoban.Bench.Load;

/// <summary>A station of the run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="District">Its district.</param>
/// <param name="Residents">Weight of its arrivals.</param>
internal sealed record StationPlace(string Id, string District, int Residents)
{
    /// <summary>
    /// The 13 stations. Of their residents only two are told (S9 about 400 at 大猫, S53 87 elders at another); the
    /// other weights are assumed in that range.
    /// </summary>
    public static IReadOnlyList<StationPlace> All { get; } =
    [
        new("damao", "330902", 400), new("wulian", "330902", 350), new("siqian", "330902", 300),
        new("daguan", "330902", 250), new("hulu", "330903", 300), new("xuanshui", "330903", 150),
        new("dongji", "330903", 400), new("baishagang", "330903", 200), new("dajiaoshan", "330921", 150),
        new("guanshan", "330921", 250), new("bixia", "330922", 87), new("lvhua", "330922", 200),
        new("tanhu", "330922", 120),
    ];
}
