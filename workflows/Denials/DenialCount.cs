namespace Daoban.Workflows.Denials;

/// <summary>How often callers that nobody knows were refused for one reason.</summary>
/// <param name="Code">The problem code.</param>
/// <param name="Count">How often on that day.</param>
public sealed record DenialCount(string Code, long Count);
