namespace Daoban.Workflows.CaseFiles;

/// <summary>What became of a rights request; codes of ledger and case file.</summary>
public static class RightsOutcomes
{
    /// <summary>The copy may be read for a day.</summary>
    public const string CopyReleased = "copy-released";

    /// <summary>The field was corrected.</summary>
    public const string Corrected = "corrected";

    /// <summary>The data are kept and not used.</summary>
    public const string Restricted = "restricted";

    /// <summary>The data are gone.</summary>
    public const string Deleted = "deleted";

    /// <summary>Nothing was done.</summary>
    public const string Nothing = "nothing";
}
