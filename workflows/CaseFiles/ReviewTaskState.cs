namespace Daoban.Workflows.CaseFiles;

/// <summary>State of a review task.</summary>
public enum ReviewTaskState
{
    /// <summary>Waits for a reviewer to claim it.</summary>
    Open,

    /// <summary>A reviewer works on it.</summary>
    Claimed,

    /// <summary>A decision was applied.</summary>
    Decided,

    /// <summary>Its deadline passed without a decision.</summary>
    Lapsed,
}
