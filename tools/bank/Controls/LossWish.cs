namespace Daoban.BankSimulator.Controls;

/// <summary>How many of the next callbacks are to be lost; 0 ends it.</summary>
internal sealed record LossWish(int Count);
