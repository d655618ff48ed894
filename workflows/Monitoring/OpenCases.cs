using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Monitoring;

/// <summary>
/// The cases that are open, and those that were closed lately, folded from what auditors find of them. Applying an
/// entry again changes nothing, so that the newest hour can be read again and again: an entry may come late.
/// </summary>
internal sealed class OpenCases
{
    private readonly Dictionary<string, OpenCase> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CaseStage Stage, DateTimeOffset At)> closed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> unmasking = new(StringComparer.Ordinal);
    private readonly HashSet<string> unmasked = new(StringComparer.Ordinal);

    /// <summary>Actions that count.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        LedgerActions.CaseSubmitted, LedgerActions.DecisionApplied, LedgerActions.PaymentSettled,
        LedgerActions.CaseClosed, LedgerActions.UnmaskRequested, LedgerActions.UnmaskApproved,
        LedgerActions.UnmaskRejected,
    ];

    /// <summary>Open cases by id.</summary>
    public IReadOnlyDictionary<string, OpenCase> Open => open;

    /// <summary>When each unmask request was made that nobody has decided.</summary>
    public IReadOnlyCollection<DateTimeOffset> Unmasking => unmasking.Values;

    /// <summary>Takes in an entry. Within a case, earlier ones come first.</summary>
    public void Apply(string caseId, AuditIndexEntry entry)
    {
        switch (entry.Action)
        {
            case LedgerActions.CaseSubmitted when !closed.ContainsKey(caseId):
                open.TryAdd(caseId, new OpenCase(entry.ItemCode));
                break;
            case LedgerActions.DecisionApplied when entry.Verdict == "approved" && open.ContainsKey(caseId):
                open[caseId] = open[caseId] with { ApprovedAt = entry.At };
                break;
            case LedgerActions.PaymentSettled when open.ContainsKey(caseId):
                open[caseId] = open[caseId] with { IsPaid = true };
                break;
            case LedgerActions.CaseClosed when Enum.TryParse(entry.Stage, ignoreCase: true, out CaseStage stage):
                open.Remove(caseId);
                closed[caseId] = (stage, entry.At);
                break;
            case LedgerActions.UnmaskRequested when !unmasked.Contains(entry.Subject!):
                unmasking.TryAdd(entry.Subject!, entry.At);
                break;
            case LedgerActions.UnmaskApproved or LedgerActions.UnmaskRejected:
                unmasking.Remove(entry.Subject!);
                unmasked.Add(entry.Subject!);
                break;
        }
    }

    /// <summary>How many were closed on a day in China, by stage.</summary>
    public IEnumerable<KeyValuePair<CaseStage, long>> ClosedOn(DateOnly day) => closed.Values
        .Where(one => ChinaTime.DateOf(one.At) == day)
        .CountBy(one => one.Stage)
        .Select(stage => KeyValuePair.Create(stage.Key, (long)stage.Value));

    /// <summary>Forgets unmask requests that nobody will decide any more.</summary>
    public void ForgetUnmasking(DateTimeOffset before)
    {
        foreach (string request in unmasking.Where(one => one.Value < before).Select(one => one.Key).ToArray())
        {
            unmasking.Remove(request);
        }
    }

    /// <summary>Forgets cases that were closed so long ago that no entry of them is read again.</summary>
    public void ForgetClosed(DateTimeOffset before)
    {
        foreach (string caseId in closed.Where(one => one.Value.At < before).Select(one => one.Key).ToArray())
        {
            closed.Remove(caseId);
        }
    }
}
