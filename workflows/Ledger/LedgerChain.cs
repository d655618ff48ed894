namespace Daoban.Workflows.Ledger;

/// <summary>Builds and checks hash chains.</summary>
public static class LedgerChain
{
    /// <summary>Format of the entries.</summary>
    public const string Format = "ledger/2";

    /// <summary>Previous hash of the first entry.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>What the names of cases' chains begin with.</summary>
    internal const string CaseKind = "case";

    /// <summary>What the names of actors' chains begin with.</summary>
    internal const string AccessKind = "access";

    /// <summary>Name of a case's chain.</summary>
    public static string OfCase(string caseId) => $"{CaseKind}/{caseId}";

    /// <summary>Name of an actor's chain of one day.</summary>
    /// <param name="actorId">The actor.</param>
    /// <param name="day">A day in China.</param>
    public static string OfAccess(string actorId, DateOnly day) => $"{AccessKind}/{actorId}/{day:yyyy-MM-dd}";

    /// <summary>The line that follows <paramref name="head"/>.</summary>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="head">Its head; null for the first entry.</param>
    /// <param name="draft">What happened.</param>
    /// <param name="changes">Commitments to what changed.</param>
    /// <param name="now">Server time. One before the head's, from another machine's clock, is put right.</param>
    public static LedgerLine Append(
        string chain, ChainHead? head, LedgerDraft draft, IReadOnlyList<RowChange> changes, DateTimeOffset now) =>
        LedgerLine.Write(new LedgerEntry(
            Format,
            chain,
            (head?.Sequence ?? 0) + 1,
            head is not null && head.At > now ? head.At : now,
            draft.Actor.Id,
            draft.Actor.Role,
            draft.Actor.OnBehalfOf,
            draft.Actor.StationId,
            draft.Actor.DeviceId,
            draft.Actor.DeviceAt,
            draft.Action,
            draft.Subject,
            draft.CaseId,
            draft.Outcome,
            draft.Reason,
            draft.AmountFen,
            changes.Count == 0 ? null : changes,
            draft.Histories is { Count: > 0 } histories ? histories : null,
            head?.Hash ?? Genesis));

    /// <summary>Whether the lines are a whole, unbroken chain that ends in <paramref name="head"/>.</summary>
    public static bool IsIntact(string chain, IReadOnlyList<LedgerLine> lines, ChainHead? head)
    {
        string previous = Genesis;
        DateTimeOffset latest = DateTimeOffset.MinValue;
        for (int i = 0; i < lines.Count; i++)
        {
            LedgerEntry entry = lines[i].Entry;
            if (entry.Chain != chain
                || entry.Sequence != i + 1
                || entry.PreviousHash != previous
                || entry.At < latest)
            {
                return false;
            }

            previous = lines[i].Hash;
            latest = entry.At;
        }

        return lines.Count == (head?.Sequence ?? 0) && previous == (head?.Hash ?? Genesis);
    }
}
