using System.Text.RegularExpressions;

namespace Daoban.Workflows.Ledger;

/// <summary>Ids of people and devices as tokens and tablets give them; they go into logs and keys.</summary>
public static partial class ActorIds
{
    /// <summary>
    /// Whether an id is 1 to 64 characters that could not be a name or an address. Whether it is somebody's number is
    /// for who lets it in to find out.
    /// </summary>
    public static bool IsWellFormed(string? id) => id is not null && Opaque().IsMatch(id);

    [GeneratedRegex(@"^[A-Za-z0-9._:|-]{1,64}\z")]
    private static partial Regex Opaque();
}
