using System.Collections.Frozen;
using System.Globalization;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Which ledger entries auditors find, and under which keys: partitions of the table <c>auditindex</c>. An action that
/// is not named here is found like any other. Pure.
/// </summary>
internal static class AuditIndexRules
{
    // Steps on the way: what they lead to is found.
    private static readonly FrozenSet<string> Quiet = FrozenSet.Create(
        LedgerActions.ReviewOpened,
        LedgerActions.ReviewReminded,
        LedgerActions.DecisionReceived,
        LedgerActions.PaymentOrdered,
        LedgerActions.PaymentRegistered,
        LedgerActions.PaymentReminded,
        LedgerActions.PaymentClosed,
        LedgerActions.HistoryEntered);

    // What somebody did and nothing came of yet is found by that person alone.
    private static readonly FrozenSet<string> OfActorOnly = FrozenSet.Create(LedgerActions.ReviewClaimed);

    /// <summary>Whether an entry of this action is found at all.</summary>
    public static bool IsIndexed(string action) => !Quiet.Contains(action);

    /// <summary>
    /// The keys of an entry. Person, actor, verdict and stage lead to every entry that has them, station and item to
    /// the intake of their cases, a day to all of its entries.
    /// </summary>
    public static IEnumerable<string> PartitionsOf(AuditIndexEntry entry)
    {
        if (entry.ActorId != Actor.System.Id && entry.ActorId != Actor.Bank.Id)
        {
            yield return OfActor(entry.ActorId);
        }

        if (OfActorOnly.Contains(entry.Action))
        {
            yield break;
        }

        yield return OfDay(ChinaTime.DateOf(entry.At));
        if (entry.Person is { } person)
        {
            yield return OfPerson(person);
        }

        if (entry.Verdict is { } verdict)
        {
            yield return OfVerdict(verdict);
        }

        if (entry.Stage is { } stage)
        {
            yield return OfStage(stage);
        }

        if (entry.Action is LedgerActions.CaseSubmitted)
        {
            yield return OfStation(entry.StationId);
            yield return OfItem(entry.ItemCode);
        }
    }

    /// <param name="hash">Keyed hash of an ID number.</param>
    public static string OfPerson(string hash) => $"person|{hash}";

    public static string OfActor(string actorId) => $"actor|{actorId}";

    public static string OfStation(string stationId) => $"station|{stationId}";

    public static string OfItem(string itemCode) => $"item|{itemCode}";

    public static string OfVerdict(string verdict) => $"verdict|{verdict}";

    public static string OfStage(string stage) => $"stage|{stage}";

    /// <summary>Counted down, so that one query over several days begins with the newest.</summary>
    /// <param name="day">A day in China.</param>
    public static string OfDay(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"day|{99_999_999 - ((((day.Year * 100) + day.Month) * 100) + day.Day):D8}");
}
