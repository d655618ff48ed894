using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Privacy;

/// <summary>Effects by which a change of a case starts its retention periods.</summary>
internal static class RetentionChanges
{
    /// <summary>Starts the periods of everything that a closed case keeps.</summary>
    /// <param name="change">The change that closes it.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="register">The periods.</param>
    /// <param name="since">When it was closed.</param>
    public static void StartRetention(
        this CaseChange change, string caseId, IDataRegister register, DateTimeOffset since)
    {
        foreach (string retentionClass in RetentionClasses.All)
        {
            change.StartRetention(caseId, retentionClass, register, since);
        }
    }

    /// <summary>Starts the period of one class.</summary>
    /// <param name="change">The change that starts it.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="retentionClass">The class.</param>
    /// <param name="register">The periods.</param>
    /// <param name="since">When it started.</param>
    public static void StartRetention(
        this CaseChange change, string caseId, string retentionClass, IDataRegister register, DateTimeOffset since) =>
        change.Send(
            RetentionDueHandler.KindName,
            retentionClass,
            new RetentionDue(register.RuleOf(retentionClass).LastDay(since).AddDays(1), caseId, retentionClass));
}
