using Daoban.Verify.Findings;
using Daoban.Verify.Ledgers;

namespace Daoban.Verify.Rows;

/// <summary>Follows every row through the ledger.</summary>
internal sealed class RowStates
{
    private readonly Dictionary<string, RowState> states = new(StringComparer.Ordinal);

    private RowStates()
    {
    }

    /// <summary>Rows that must be there.</summary>
    public IEnumerable<string> Present => states.Where(row => row.Value.Commitment is not null).Select(row => row.Key);

    /// <summary>How many changes of rows were entered.</summary>
    public int Changes { get; private set; }

    /// <summary>Reads the changes of all entries; each must begin with what the one before it left.</summary>
    public static Broken? Read(Ledger ledger, out RowStates rows)
    {
        rows = new RowStates();
        foreach (LedgerLink link in ledger.Links)
        {
            foreach (RowChangeJson change in (link.Entry.Changes ?? []).OfType<RowChangeJson>())
            {
                string? before = rows.Find(change.Row)?.Commitment;
                if (change.Before != before)
                {
                    return Ledger.At(
                        link.Sequence,
                        $"行 {change.Row}：此前的承诺值应为 {before ?? "（无）"}，此条写的是 {change.Before ?? "（无）"}。",
                        $"Row {change.Row}: the commitment before should be {before ?? "none"}, this entry says "
                        + $"{change.Before ?? "none"}.");
                }

                rows.states[change.Row] = new RowState(change.After, link.Sequence);
                rows.Changes++;
            }
        }

        return null;
    }

    public RowState? Find(string row) => states.GetValueOrDefault(row);
}
