namespace Daoban.Workflows.Keys;

/// <summary>
/// A key could not be used: its store does not answer, refuses us, or answers something unusable. Nothing was done with
/// it; worth another try once an operator has mended the cause. The message holds no key material.
/// </summary>
/// <param name="message">What was tried, and what came back.</param>
/// <param name="inner">What the client threw, if it did.</param>
public sealed class KeyUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
