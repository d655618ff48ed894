namespace Daoban.Functions.Settings;

/// <summary>A setting that the application, a library in it or its host reads.</summary>
/// <param name="Name">
/// As an environment variable: <c>Daoban__Bank__Secret</c>. A part in braces stands for any text.
/// </param>
/// <param name="Need">Whether the application starts without it.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Meaning">One line for operators, Markdown.</param>
internal sealed record AppSetting(string Name, SettingNeed Need, SettingForm Form, string Meaning)
{
    /// <summary>Who reads it.</summary>
    public SettingOwner Owner { get; init; }

    /// <summary>Whether the value must not be shown to anybody.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The setting that makes this one needed; null when it is needed in any case.</summary>
    public string? With { get; init; }

    /// <summary>Whether a part of the name is left open.</summary>
    public bool IsPattern => Name.Contains('{', StringComparison.Ordinal);

    /// <summary>The key in the configuration.</summary>
    public string Key => SettingNames.KeyOf(Name);

    /// <summary>Whether a name, as an environment variable, is this setting.</summary>
    public bool Matches(string name)
    {
        int open = Name.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return Name.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        string end = Name[(Name.IndexOf('}', StringComparison.Ordinal) + 1)..];
        return name.Length > open + end.Length
            && name.StartsWith(Name[..open], StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }
}
