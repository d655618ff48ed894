using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Registers one payment order with the bank. Safe to run twice: the order id is the idempotency key.
/// </summary>
public sealed partial class RegisterPaymentOrder(IPaymentBank bank, ILogger<RegisterPaymentOrder> logger)
{
    /// <returns>
    /// The bank's reference, or its refusal: a value and not an exception, because it decides the way of the case and
    /// hosts differ in what they keep of an exception's type.
    /// </returns>
    /// <exception cref="HttpRequestException">No usable answer; retried.</exception>
    [Function(nameof(RegisterPaymentOrder))]
    public async Task<OrderRegistration> RunAsync(
        [ActivityTrigger] BankOrder order, CancellationToken cancellationToken)
    {
        try
        {
            BankReference reference = await bank.RegisterAsync(order, cancellationToken);
            LogRegistered(order.OrderId, reference.Value);
            return new OrderRegistration(reference.Value, RefusalCode: null);
        }
        catch (OrderRefusedException refused)
        {
            LogRefused(order.OrderId, refused.Code);
            CaseMetrics.CountException("refused");
            return new OrderRegistration(BankReference: null, refused.Code);
        }
    }

    [LoggerMessage(3101, LogLevel.Information, "Order {OrderId} registered as {Reference}")]
    private partial void LogRegistered(string orderId, string reference);

    [LoggerMessage(3102, LogLevel.Warning, "Order {OrderId} was refused by the bank: {RefusalCode}")]
    private partial void LogRefused(string orderId, string refusalCode);
}
