namespace Daoban.Workflows.Ledger;

/// <summary>An entry lost against others again and again, or storage did not answer. Worth a retry later.</summary>
/// <param name="actorId">Whose chain.</param>
public sealed class LedgerBusyException(string actorId) : Exception($"The access chain of {actorId} is busy.");
