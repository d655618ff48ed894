namespace Daoban.Workflows.Comparing;

/// <summary>How a row of a projection may differ from the case file: words of logs and metrics.</summary>
internal static class DriftKinds
{
    public const string Missing = "missing";
    public const string Stale = "stale";
    public const string Surplus = "surplus";
}
