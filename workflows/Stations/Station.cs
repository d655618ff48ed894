namespace Daoban.Workflows.Stations;

/// <summary>A convenience-service station or point (便民服务站/点) of an island village.</summary>
public sealed record Station
{
    /// <summary>Stable id, pinyin in lower case: <c>damao</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The village, in Chinese; the seed's spelling.</summary>
    public required string NameZh { get; init; }

    /// <summary>Island names and other spellings by which residents look for it.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>GB/T 2260 code of the district or county, six digits: <c>330902</c>.</summary>
    public required string DistrictCode { get; init; }

    /// <summary>District or county, in Chinese.</summary>
    public required string DistrictZh { get; init; }

    /// <summary>Township, town or subdistrict, in Chinese; a default where the sources do not say.</summary>
    public required string TownshipZh { get; init; }

    /// <summary>Nine digits of the statistics coding; null where the township is not certain.</summary>
    public string? TownshipCode { get; init; }

    /// <summary>Which of the three tiers (S88).</summary>
    public required StationTier Tier { get; init; }

    /// <summary>What the programme of 2022 did there (S68–S70).</summary>
    public required StationImprovement Improvement { get; init; }

    /// <summary>First day of service.</summary>
    public required DateOnly ActiveFrom { get; init; }

    /// <summary>Last day of service; null while it serves. Some islands have been moved out.</summary>
    public DateOnly? ActiveTo { get; init; }

    /// <summary>True when it takes in cases on that day of the Chinese calendar.</summary>
    public bool IsActiveOn(DateOnly day) => day >= ActiveFrom && (ActiveTo is null || day <= ActiveTo);
}
