using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// The one policy of who may see how much: role × element × state of the case → level. Everything that shows personal
/// data asks it on the server; nothing is masked by clients.
/// </summary>
public sealed class MaskingPolicy
{
    private readonly Dictionary<string, MaskKind> masks;

    internal MaskingPolicy(IDataRegister register) =>
        masks = register.Elements.ToDictionary(element => element.Code, element => element.Mask);

    /// <summary>
    /// How long after the closing a clerk may still read why a case was rejected, to tell the resident.
    /// </summary>
    public static TimeSpan CommentReadable { get; } = TimeSpan.FromDays(30);

    /// <summary>The most that a role may see of an element of this case, now.</summary>
    /// <param name="role">A role of the access table.</param>
    /// <param name="element">Code of a <see cref="DataElement"/>.</param>
    /// <param name="record">The case.</param>
    /// <param name="now">The present instant.</param>
    public DisclosureLevel LevelOf(string role, string element, CaseRecord record, DateTimeOffset now)
    {
        if (record.DataState is not DataState.Active || !masks.TryGetValue(element, out MaskKind mask))
        {
            return DisclosureLevel.Nothing;
        }

        bool isOpen = !CaseStages.IsFinal(record.Stage);
        DisclosureLevel shortened = mask is MaskKind.Hidden ? DisclosureLevel.Nothing : DisclosureLevel.StaffList;
        return (role, element) switch
        {
            ("clerk" or "reviewer", _) when isOpen => DisclosureLevel.Full,
            ("clerk", "comment") when IsRejectedLately(record, now) => DisclosureLevel.Full,
            ("bank-officer", "bankAccount") when record.Stage is CaseStage.PaymentDue => DisclosureLevel.Full,
            ("clerk" or "reviewer" or "supervisor" or "auditor" or "bank-officer", _) => shortened,
            _ => DisclosureLevel.Nothing,
        };
    }

    /// <summary>Why the role may not read the element in full; null when it may.</summary>
    /// <param name="role">A role of the access table.</param>
    /// <param name="element">Code of a <see cref="DataElement"/>.</param>
    /// <param name="record">The case.</param>
    /// <param name="now">The present instant.</param>
    public Problem? RefusalToReveal(string role, string element, CaseRecord record, DateTimeOffset now) =>
        DataProblemOf(record) is { } gone ? gone
        : LevelOf(role, element, record, now) is DisclosureLevel.Full ? null
        : (role, element) is ("clerk" or "reviewer", _) or ("bank-officer", "bankAccount")
            ? Problem.With(ProblemCodes.WrongStage, null, "stage", record.Stage)
        : new Problem(ProblemCodes.RoleNotAllowed);

    /// <summary>Why nobody reads or changes the case's personal data; null while they are in use.</summary>
    public static Problem? DataProblemOf(CaseRecord record) => record.DataState switch
    {
        DataState.Restricted => Problem.With(ProblemCodes.DataRestricted, null, "reason", record.DataReason),
        DataState.Deleted => Problem.With(ProblemCodes.DataDeleted, null, "reason", record.DataReason),
        _ => null,
    };

    private static bool IsRejectedLately(CaseRecord record, DateTimeOffset now) =>
        record.Stage is CaseStage.Rejected && now <= record.ClosedAt + CommentReadable;
}
