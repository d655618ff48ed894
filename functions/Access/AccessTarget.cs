using Daoban.Workflows.Cases;

namespace Daoban.Functions.Access;

/// <summary>What a request is about, as far as its scope asks.</summary>
/// <param name="Station">The station that the query names, if it names one.</param>
/// <param name="Case">Where the case of the route belongs; null when there is no such case.</param>
/// <param name="ActorId">The person of the route.</param>
internal sealed record AccessTarget(string? Station = null, CaseScope? Case = null, string? ActorId = null);
