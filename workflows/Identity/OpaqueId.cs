using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Daoban.Workflows.Identity;

/// <summary>
/// Ids of people that go into table keys, logs and the ledger: one that could be a name, an address or a person's
/// number is none.
/// </summary>
public static partial class OpaqueId
{
    /// <summary>Whether <paramref name="id"/> is 1 to 64 of A–Z, a–z, 0–9 and <c>. _ : | -</c> and no number.</summary>
    public static bool IsSound([NotNullWhen(true)] string? id) => id is not null && Form().IsMatch(id) && !PersonalNumber.IsIn(id);

    [GeneratedRegex(@"^[A-Za-z0-9._:|-]{1,64}\z")]
    private static partial Regex Form();
}
