namespace Daoban.Workflows.Privacy;

/// <summary>How much of a personal element somebody may see; the levels of masking.</summary>
public enum DisclosureLevel
{
    /// <summary>L4: nothing, as in logs, messages and the process history.</summary>
    Nothing,

    /// <summary>L3: what may hang on a wall.</summary>
    Public,

    /// <summary>L2: what staff lists and case pages show.</summary>
    StaffList,

    /// <summary>L1: in full, by a logged call for this one element.</summary>
    Full,
}
