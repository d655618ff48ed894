namespace Daoban.Workflows.Cases;

/// <summary>The personal fields that are revealed one by one; each is an element of the data register.</summary>
internal static class ResidentFields
{
    /// <summary>Their names, as clients write them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["name", "idNumber", "phone", "address", "bankAccount", "note"];
}
