namespace Daoban.BankSimulator.Statements;

/// <summary>How the file of a day is given out; what is not named is as it should be.</summary>
/// <param name="Withhold">Not at all, as if it was not made yet.</param>
/// <param name="Damage">Damaged.</param>
/// <param name="Early">Before the day is over, with what was paid so far.</param>
internal sealed record StatementWish(bool Withhold = false, Damage Damage = Damage.None, bool Early = false);
