using System.Diagnostics.CodeAnalysis;
using Daoban.Workflows.Identity;
using Daoban.Workflows.Ledger;

namespace Daoban.Functions.Access;

/// <summary>
/// Ids of people as tokens and addresses give them. They go into logs, table keys and the ledger: one that could be a
/// name or a person's number is not accepted.
/// </summary>
internal static class OpaqueId
{
    /// <summary>Whether the id is well formed and nobody's number.</summary>
    public static bool IsSound([NotNullWhen(true)] string? id) =>
        ActorIds.IsWellFormed(id) && !PersonalNumber.IsIn(id!);
}
