using System.ComponentModel.DataAnnotations;

namespace Daoban.Workflows.Alerts;

/// <summary>When auditors are told. Section <c>Daoban:Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Alerts";

    /// <summary>Readings of personal data by one person on one day that raise no alert yet, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int ReadsPerDay { get; set; } = 100;
}
