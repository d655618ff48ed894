namespace Daoban.Workflows.Statements;

/// <summary>The row of a day's statement.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="AskedAt">When the bank was last asked.</param>
/// <param name="Answer">Why there was no usable file then; one of <see cref="StatementCodes"/>.</param>
/// <param name="Sha256">Lower-case hex of the SHA-256 of the kept file.</param>
/// <param name="Count">Payments in it.</param>
/// <param name="SumFen">Their sum in fen.</param>
/// <param name="Applied">Payments applied so far; the import goes on from here.</param>
/// <param name="Confirmed">Payments that had settled their order before.</param>
/// <param name="Settled">Payments that settled their order now.</param>
/// <param name="Discrepancies">Payments that could do neither.</param>
/// <param name="Held">How many orders we held as paid on that day when they were compared.</param>
/// <param name="ImportedAt">When all of it was done.</param>
internal sealed record StatementRecord(
    StatementState State,
    DateTimeOffset? AskedAt = null,
    string? Answer = null,
    string? Sha256 = null,
    int Count = 0,
    long SumFen = 0,
    int Applied = 0,
    int Confirmed = 0,
    int Settled = 0,
    int Discrepancies = 0,
    int Held = 0,
    DateTimeOffset? ImportedAt = null)
{
    /// <summary>A day of which nothing is known yet.</summary>
    public static StatementRecord New { get; } = new(StatementState.Awaited);

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => State is StatementState.Imported or StatementState.Waived;
}
