namespace Daoban.BankSimulator.Orders;

internal enum OrderStatus
{
    Open,
    Paid,
    Closed,
}
