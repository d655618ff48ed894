namespace Daoban.BankSimulator.Statements;

/// <summary>First line of a statement.</summary>
internal sealed record StatementHeader(
    string Format, string MerchantId, string Day, int Count, long SumFen, string LinesSha256);
