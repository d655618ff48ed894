namespace Daoban.Workflows.Payments;

/// <summary>
/// The designated bank. Every call is safe to repeat: the order id is the idempotency key. A call that the bank did not
/// answer, or answered with a passing failure, throws <see cref="HttpRequestException"/> and may be retried.
/// </summary>
public interface IPaymentBank
{
    /// <summary>
    /// Registers an order; an order that is already registered with the same content keeps its reference.
    /// </summary>
    /// <returns>The bank's reference.</returns>
    /// <exception cref="OrderRefusedException">Refused for good (other content under the same id, a rule of the bank);
    /// a retry cannot help.</exception>
    /// <exception cref="HttpRequestException">No usable answer; retry.</exception>
    Task<BankReference> RegisterAsync(BankOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Asks where an order stands; <see cref="BankOrderStatus.Unknown"/> when the bank does not know it.
    /// </summary>
    /// <exception cref="OrderRefusedException">The question itself was refused.</exception>
    /// <exception cref="HttpRequestException">No usable answer; retry.</exception>
    Task<BankOrderState> QueryAsync(string orderId, CancellationToken cancellationToken);

    /// <summary>
    /// Closes an order, so that it can no longer be paid. An order that was paid first stays paid and the answer says
    /// so.
    /// </summary>
    /// <exception cref="OrderRefusedException">The wish itself was refused.</exception>
    /// <exception cref="HttpRequestException">No usable answer; retry.</exception>
    Task<BankOrderState> CloseAsync(string orderId, CancellationToken cancellationToken);
}
