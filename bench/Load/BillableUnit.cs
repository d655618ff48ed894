namespace Daoban.Bench.Load;

/// <summary>What 1,000 cases use of something that is billed.</summary>
/// <param name="Name">As in the price file.</param>
/// <param name="Per1000Cases">How much.</param>
/// <param name="Cost">By the operator's prices; null without.</param>
internal sealed record BillableUnit(string Name, double Per1000Cases, decimal? Cost);
