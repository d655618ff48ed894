namespace Daoban.Workflows.Privacy;

/// <summary>The retention classes that code asks for by name; the file must have them.</summary>
public static class RetentionClasses
{
    /// <summary>Personal fields and papers of a case: deleted by shredding the case's key.</summary>
    public const string CaseData = "case-data";

    /// <summary>The durable engine's instances of a case: archived, then purged.</summary>
    public const string ProcessHistory = "process-history";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [CaseData, ProcessHistory];
}
