namespace Daoban.Workflows.Alerts;

/// <summary>Why an alert was raised. Stored; never renamed.</summary>
public static class AlertKinds
{
    /// <summary>More readings of personal data on one day than <see cref="AlertOptions.ReadsPerDay"/>.</summary>
    public const string ManyReads = "many-reads";

    /// <summary>
    /// Personal data was read by somebody who neither took the case in nor holds or decided a review task of it.
    /// </summary>
    public const string NotOwnCase = "not-own-case";

    /// <summary>A resident was looked up by the ID number, and not as part of a case.</summary>
    public const string WithoutCase = "without-case";

    /// <summary>Somebody tried to reach a case of their own or of a declared relative.</summary>
    public const string Relative = "relative";
}
