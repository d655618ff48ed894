namespace Daoban.BankSimulator.Controls;

/// <summary>A resident's payment: null pays the right amount; <c>force</c> pays twice or late.</summary>
internal sealed record PaymentWish(long? AmountFen = null, bool Force = false);
