namespace Daoban.Workflows.Storage;

/// <summary>
/// Ids that clients make. They become keys and blob names, so nothing but a lower-case UUID is let through.
/// </summary>
public static class Ids
{
    /// <summary>Whether <paramref name="id"/> is a UUID in lower-case 8-4-4-4-12 form and not all zeros.</summary>
    public static bool IsLowerCaseUuid(string? id) =>
        Guid.TryParseExact(id, "D", out Guid uuid) && uuid != Guid.Empty && uuid.ToString("D") == id;

    /// <exception cref="ArgumentException">Not a lower-case UUID; the value is not quoted.</exception>
    internal static void Require(string id, string parameter)
    {
        if (!IsLowerCaseUuid(id))
        {
            throw new ArgumentException("Must be a lower-case UUID.", parameter);
        }
    }
}
