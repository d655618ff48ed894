namespace Daoban.Chaos;

/// <summary>The engine broke a promise.</summary>
internal sealed class ChaosException(string message) : Exception(message);
