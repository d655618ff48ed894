namespace Daoban.BankSimulator.Contract;

/// <summary>Body of the signed request for a statement.</summary>
internal sealed record StatementRequest(string? Operation, DateOnly? Day);
