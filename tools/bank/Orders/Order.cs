using Daoban.BankSimulator.Contract;

namespace Daoban.BankSimulator.Orders;

/// <summary>An order as the bank keeps it.</summary>
internal sealed record Order
{
    public required string OrderId { get; init; }

    public required string Reference { get; init; }

    public required long AmountFen { get; init; }

    public required string ItemCode { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required Uri NotifyUrl { get; init; }

    public OrderStatus Status { get; init; }

    public bool LosesCallbacks { get; init; }

    public IReadOnlyList<Payment> Payments { get; init; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>True when <paramref name="request"/> asks for this very order again.</summary>
    public bool Matches(OrderRequest request) =>
        request.AmountFen == AmountFen && request.ItemCode == ItemCode && request.ExpiresAt == ExpiresAt
        && request.NotifyUrl == NotifyUrl;
}
