namespace Daoban.Chaos;

/// <summary>How much of it.</summary>
/// <param name="Orchestrations">How many are started from outside; their children come on top.</param>
/// <param name="Kills">How often the worker's process is killed (SIGKILL).</param>
/// <param name="FaultPercent">Share of storage requests that go wrong.</param>
/// <param name="Seed">The same seed makes the same orchestrations and the same order of faults.</param>
internal sealed record ChaosOptions(int Orchestrations, int Kills, int FaultPercent, int Seed);
