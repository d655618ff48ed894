using System.ComponentModel.DataAnnotations;

namespace Daoban.Workflows.Rights;

/// <summary>How long the office takes over a rights request, in working days after the day it was taken down.</summary>
public sealed class RightsOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Daoban:Rights";

    /// <summary>When the deciders are reminded; default 10.</summary>
    [Range(1, 60)]
    public int RemindAfterWorkingDays { get; set; } = 10;

    /// <summary>The published promise; default 15, as the notice says.</summary>
    [Range(1, 60)]
    public int DueAfterWorkingDays { get; set; } = 15;

    /// <summary>
    /// When a copy or a correction that nobody decided ends; default 60. A deletion or a restriction ends with the
    /// promise: the data are restricted then.
    /// </summary>
    [Range(1, 250)]
    public int LapseAfterWorkingDays { get; set; } = 60;
}
