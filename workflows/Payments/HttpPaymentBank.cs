using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Payments;

/// <summary>The bank over HTTP, as docs/bank-contract.md describes it.</summary>
internal sealed class HttpPaymentBank(HttpClient http, IOptions<BankOptions> options, TimeProvider clock) : IPaymentBank
{
    private const int LongestReference = 32;

    public async Task<BankReference> RegisterAsync(BankOrder order, CancellationToken cancellationToken)
    {
        BankRequest request = new(
            BankRequest.Register,
            order.OrderId,
            order.AmountFen,
            order.ItemCode,
            order.ExpiresAt,
            options.Value.CallbackUrl);
        BankAnswer answer = await SendAsync(request, cancellationToken)
            ?? throw new OrderRefusedException(BankRefusal.UnknownOrder);
        return answer.Reference is { Length: > 0 and <= LongestReference } reference
            ? new BankReference(reference)
            : throw Unusable("no reference of 1 to 32 characters");
    }

    public Task<BankOrderState> QueryAsync(string orderId, CancellationToken cancellationToken) =>
        StateAsync(new BankRequest(BankRequest.Query, orderId), cancellationToken);

    public async Task<BankOrderState> CloseAsync(string orderId, CancellationToken cancellationToken)
    {
        BankOrderState state = await StateAsync(new BankRequest(BankRequest.Close, orderId), cancellationToken);
        return state.Status is BankOrderStatus.Open ? throw Unusable("still open after closing") : state;
    }

    private async Task<BankOrderState> StateAsync(BankRequest request, CancellationToken cancellationToken)
    {
        BankAnswer? answer = await SendAsync(request, cancellationToken);
        if (answer is null)
        {
            return new BankOrderState(request.OrderId, BankOrderStatus.Unknown, null, null, null);
        }

        bool paid = answer.Status is BankOrderStatus.Paid;
        return paid && (answer is not { PaidFen: > 0, PaidAt: not null } || !BankIds.IsSound(answer.BankSerial))
            ? throw Unusable("paid without amount, serial number or time")
            : new BankOrderState(
                request.OrderId,
                answer.Status,
                paid ? answer.PaidFen : null,
                paid ? answer.BankSerial : null,
                paid ? answer.PaidAt : null);
    }

    /// <summary>Null when the bank does not know the order.</summary>
    private async Task<BankAnswer?> SendAsync(BankRequest request, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(request, BankJson.Options);
        using HttpRequestMessage message = BankMessages.Sign(
            $"orders/{request.Operation}", body, options.Value, clock.GetUtcNow());
        try
        {
            using HttpResponseMessage response = await http.SendAsync(message, cancellationToken);
            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode ? Read(answer, request.OrderId) : Refusal(response.StatusCode, answer);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, "The bank did not answer in time");
        }
    }

    private static BankAnswer Read(byte[] body, string orderId)
    {
        BankAnswer? answer = BankJson.TryRead<BankAnswer>(body);
        return answer is null || answer.OrderId != orderId || answer.Status is BankOrderStatus.Unknown
            ? throw Unusable("unreadable, or about another order")
            : answer;
    }

    /// <summary>
    /// Only what the bank says about the order is final. An unknown merchant, a bad signature or a limit (401, 403,
    /// 408, 429) is for operators to mend while the activity retries: the order itself was not judged.
    /// </summary>
    private static BankAnswer? Refusal(HttpStatusCode status, byte[] body)
    {
        string code = BankRefusal.CodeOf(body);
        return status switch
        {
            HttpStatusCode.NotFound when code == BankRefusal.UnknownOrder => null,
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity =>
                throw new OrderRefusedException(code),
            _ => throw new HttpRequestException(
                HttpRequestError.Unknown, $"The bank answered {(int)status} ({code})", statusCode: status),
        };
    }

    private static HttpRequestException Unusable(string reason) =>
        new(HttpRequestError.InvalidResponse, $"The bank's answer cannot be used: {reason}");
}
