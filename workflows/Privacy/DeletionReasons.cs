namespace Daoban.Workflows.Privacy;

/// <summary>Why personal data are restricted or deleted; codes of ledger and case file.</summary>
public static class DeletionReasons
{
    /// <summary>Their retention period is over.</summary>
    public const string RetentionOver = "retention-over";

    /// <summary>The resident asked for it.</summary>
    public const string ResidentRequest = "resident-request";

    /// <summary>The resident asked for deletion, and the law asks for keeping: stored, and nothing else.</summary>
    public const string RetentionNotOver = "retention-not-over";

    /// <summary>The resident asked for deletion, and a legal hold stands against it.</summary>
    public const string LegalHold = "legal-hold";

    /// <summary>Nobody decided the resident's request in time: stored, and nothing else.</summary>
    public const string NotDecidedInTime = "not-decided-in-time";
}
