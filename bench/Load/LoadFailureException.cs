namespace Daoban.Bench.Load;

/// <summary>A step of a case failed; the case is given up and counts as wrong.</summary>
internal sealed class LoadFailureException(string message) : Exception(message);
