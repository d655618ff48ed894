namespace Daoban.Workflows.Statements;

/// <summary>How the bank's statement of one day stands. No personal data.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsMissing">Whether it did not come in time.</param>
/// <param name="CutOffAt">From when on it is missing.</param>
/// <param name="Count">Payments in it; 0 without a file.</param>
/// <param name="SumFen">Their sum in fen.</param>
/// <param name="Applied">Payments applied so far.</param>
/// <param name="Confirmed">Payments that had settled their order before.</param>
/// <param name="Settled">Payments that settled their order only now.</param>
/// <param name="Discrepancies">What people have to look into, or had.</param>
/// <param name="OpenDiscrepancies">How many of these two people have not resolved yet.</param>
/// <param name="Sha256">Of the kept file, lower-case hex; null without one.</param>
/// <param name="AskedAt">When the bank was last asked without success; null when never.</param>
/// <param name="Answer">Why there was no usable file then; one of <see cref="StatementCodes"/>.</param>
/// <param name="ImportedAt">When all of it was done.</param>
public sealed record StatementView(
    DateOnly Day,
    StatementState State,
    bool IsMissing,
    DateTimeOffset CutOffAt,
    int Count,
    long SumFen,
    int Applied,
    int Confirmed,
    int Settled,
    int Discrepancies,
    int OpenDiscrepancies,
    string? Sha256,
    DateTimeOffset? AskedAt,
    string? Answer,
    DateTimeOffset? ImportedAt);
