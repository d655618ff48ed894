namespace Daoban.Workflows.Limits;

/// <summary>A request above its limit.</summary>
/// <param name="RetryAfter">When the present minute ends.</param>
/// <param name="IsFirst">Whether this instance refuses the subject for the first time in this minute.</param>
public sealed record RateRefusal(TimeSpan RetryAfter, bool IsFirst);
