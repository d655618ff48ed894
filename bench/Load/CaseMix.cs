namespace Daoban.Bench.Load;

/// <summary>
/// Draws cases: items, papers, outcomes. The shares are assumptions of what 13 island stations see (most residents are
/// old, S9), not counts; docs/scale.md says so beside the figures.
/// </summary>
internal static class CaseMix
{
    public const string Pension = "SS-02";
    public const string Birth = "HE-01";
    public const string Household = "PS-01";

    private const double PensionShare = 0.45;
    private const double BirthShare = 0.15;
    private const double PaidShare = 0.4;
    private const double RejectedShare = 0.06;
    private const double LostCallbackShare = 0.1;
    private const double RepeatedSubmissionShare = 0.02;
    private const double RepeatedDecisionShare = 0.03;

    /// <summary>A plan for each arrival.</summary>
    public static IReadOnlyList<CasePlan> Draw(
        IEnumerable<TimeSpan> arrivals, IReadOnlyList<StationPlace> stations, Random random) =>
        [.. arrivals.Select(at => Draw(at, stations, random))];

    private static CasePlan Draw(TimeSpan at, IReadOnlyList<StationPlace> stations, Random random)
    {
        double kind = random.NextDouble();
        string item = kind < PensionShare ? Pension : kind < PensionShare + BirthShare ? Birth : Household;
        string[] materials = item switch
        {
            Pension => ["M01", "M02", "M06"],
            Birth => ["M01", "M01", "M02", "M03", "M09"],
            _ => random.NextDouble() < 0.5 ? ["M01", "M02"] : ["M01"],
        };
        bool isRejected = random.NextDouble() < RejectedShare;
        bool isPaid = item == Pension && !isRejected && random.NextDouble() < PaidShare;
        return new CasePlan(
            at,
            PickStation(stations, random),
            item,
            LoadResident.Draw(random),
            materials,
            random.Next(),
            isRejected ? (item == Pension ? 1 + random.Next(2) : 1) : null,
            isPaid ? 100L * random.Next(1_200, 36_000) : 0,
            isPaid && random.NextDouble() < LostCallbackShare,
            random.NextDouble() < RepeatedSubmissionShare,
            random.NextDouble() < RepeatedDecisionShare,
            random.Next());
    }

    private static StationPlace PickStation(IReadOnlyList<StationPlace> stations, Random random)
    {
        int at = random.Next(stations.Sum(station => station.Residents));
        foreach (StationPlace station in stations)
        {
            at -= station.Residents;
            if (at < 0)
            {
                return station;
            }
        }

        return stations[^1];
    }
}
