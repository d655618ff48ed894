using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Payments;

/// <summary>
/// Receives the bank's signed word that an order is paid. The signature covers the body as it was sent.
/// </summary>
internal sealed class ReceiveBankCallback(BankCallbacks callbacks)
{
    private const int MaximumLength = 16 * 1024;

    [Function(nameof(ReceiveBankCallback))]
    [Operation(
        "银行缴费通知",
        "Receives the bank's signed callback",
        Request = typeof(BankCallback),
        Response = typeof(CallbackReceipt),
        Problems =
        [
            ProblemCodes.MalformedBody, ProblemCodes.UnknownMerchant, ProblemCodes.StaleTimestamp,
            ProblemCodes.InvalidSignature, ProblemCodes.ReplayedNonce, ProblemCodes.UnknownOrder,
            ProblemCodes.TooLarge, ProblemCodes.AmountMismatch,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/bank/callbacks")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Attempt<ReadOnlyMemory<byte>> body =
            await RequestBody.ReadBytesAsync(request, MaximumLength, cancellationToken);
        if (!body.Succeeded)
        {
            return body.Problem.ToResult();
        }

        var callback = new BankCallbackRequest(
            request.Headers[BankSignature.MerchantHeader],
            request.Headers[BankSignature.TimestampHeader],
            request.Headers[BankSignature.NonceHeader],
            request.Headers[BankSignature.SignatureHeader],
            body.Value);
        return (await callbacks.ReceiveAsync(callback, client, cancellationToken)).ToOk();
    }
}
