using Daoban.Workflows.Payments;

namespace Daoban.Workflows.Statements;

/// <summary>A statement that is what it says it is.</summary>
/// <param name="Sha256">Lower-case hex of the SHA-256 of the whole file.</param>
/// <param name="SumFen">The sum of all payments, in fen.</param>
/// <param name="Payments">Every payment of the day, in the file's order.</param>
internal sealed record Statement(string Sha256, long SumFen, IReadOnlyList<BankCallback> Payments);
