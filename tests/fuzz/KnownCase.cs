using System.Text.Json.Nodes;

namespace Daoban.Fuzz;

/// <summary>Ids that exist, and bodies that were right once: what lets a request come further than the door.</summary>
/// <param name="CaseId">A submitted case.</param>
/// <param name="TaskIds">Its review tasks.</param>
/// <param name="DecisionIds">Decisions on them.</param>
/// <param name="DocumentIds">Its papers.</param>
/// <param name="OrderId">Its payment order; null before there is one.</param>
/// <param name="Prepared">Bodies of cases whose papers are stored and that were not submitted.</param>
/// <param name="Station">Where.</param>
/// <param name="People">Who of the staff may act on it.</param>
internal sealed record KnownCase(
    string CaseId,
    IReadOnlyList<string> TaskIds,
    IReadOnlyList<string> DecisionIds,
    IReadOnlyList<string> DocumentIds,
    string? OrderId,
    IReadOnlyList<JsonNode> Prepared,
    string Station,
    IReadOnlyList<string> People);
