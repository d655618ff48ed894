namespace Daoban.Bench.Load;

/// <summary>What a run drives, and where it writes down what it saw.</summary>
/// <param name="App">Base address of the application.</param>
/// <param name="Bank">Of the bank simulator.</param>
/// <param name="Log">Latencies and errors.</param>
internal sealed record LoadTargets(Uri App, Uri Bank, OperationLog Log);
