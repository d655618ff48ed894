namespace Daoban.Workflows.Anchors;

/// <summary>The time-stamp authority gave no usable answer. Worth another try later.</summary>
/// <param name="message">What came back instead.</param>
/// <param name="inner">What the client threw, if it did.</param>
internal sealed class TimestampException(string message, Exception? inner = null) : Exception(message, inner);
