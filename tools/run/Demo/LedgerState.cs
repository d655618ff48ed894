using System.Text.Json.Nodes;

namespace Daoban.Run.Demo;

/// <summary>The ledger of a case.</summary>
internal sealed record LedgerState(string CaseId, bool IsIntact, IReadOnlyList<JsonObject> Entries);
