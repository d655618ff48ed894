namespace Daoban.BankSimulator.Orders;

/// <summary>
/// What the simulator keeps: the last number it gave out, and its orders in the order of registration.
/// </summary>
internal sealed record OrderFileContent(long LastNumber, IReadOnlyList<Order> Orders);
