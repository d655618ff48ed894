namespace Daoban.BankSimulator.Orders;

internal enum DeliveryState
{
    /// <summary>Waiting for its next attempt.</summary>
    Pending,

    /// <summary>The merchant answered 2xx.</summary>
    Delivered,

    /// <summary>Lost on the way, as the simulator was told.</summary>
    Lost,

    /// <summary>Not delivered in time.</summary>
    GivenUp,
}
