namespace Daoban.Functions.Settings;

/// <summary>Several ways to give the same thing, each of one or more settings.</summary>
/// <param name="Name">What is given, for the message.</param>
/// <param name="Ways">The settings of each way, the one that decides first.</param>
internal sealed record SettingGroup(string Name, IReadOnlyList<IReadOnlyList<string>> Ways)
{
    /// <summary>Whether two ways at once are refused, instead of the first one winning.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Whether an options class checks the group; then the table only lists it.</summary>
    public bool IsCheckedByOptions { get; init; }

    /// <summary>Name of a setting that makes the group needed, and the value that it must have.</summary>
    public (string Name, string Value, bool IsDefault)? When { get; init; }
}
