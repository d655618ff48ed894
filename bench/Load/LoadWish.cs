namespace Daoban.Bench.Load;

/// <summary>What a load run was asked for.</summary>
internal sealed record LoadWish
{
    /// <summary>Cases a second on average over the run.</summary>
    public double CasesPerSecond { get; init; } = 5;

    /// <summary>How long cases arrive.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of everything that is drawn: the same seed gives the same cases at the same instants.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Average time that a person takes between two steps.</summary>
    public TimeSpan Think { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether arrivals follow the hours of a day, or come evenly.</summary>
    public bool FollowsDay { get; init; } = true;

    /// <summary>Highest 95th percentile of an operation at which a rate still counts as held.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the figures go, too; null for the console alone.</summary>
    public FileInfo? Json { get; init; }

    /// <summary>Prices of the billable units; null for none.</summary>
    public FileInfo? Prices { get; init; }

    /// <summary>An application that runs already; null for a stack of its own.</summary>
    public Uri? App { get; init; }

    /// <summary>Its token issuer.</summary>
    public Uri? Issuer { get; init; }

    /// <summary>Its bank simulator.</summary>
    public Uri? Bank { get; init; }

    /// <summary>Where a stack of its own keeps its data; null for a folder that is removed.</summary>
    public DirectoryInfo? Data { get; init; }
}
