namespace Daoban.Functions.Health;

/// <summary>Whether this instance should be sent requests.</summary>
/// <param name="Ready">Whether everything is there.</param>
/// <param name="Parts">What was looked at.</param>
internal sealed record ReadinessView(bool Ready, IReadOnlyList<ReadinessPart> Parts);
