using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Payments;

/// <summary>Receives the bank's callbacks: signed, fresh, each once; settles the order they name.</summary>
public sealed class BankCallbacks
{
    private readonly CaseChanges changes;
    private readonly PaymentOrderIndex index;
    private readonly BankNonces nonces;
    private readonly BankOptions options;
    private readonly TimeProvider clock;

    internal BankCallbacks(
        CaseChanges changes,
        PaymentOrderIndex index,
        BankNonces nonces,
        IOptions<BankOptions> options,
        TimeProvider clock)
    {
        this.changes = changes;
        this.index = index;
        this.nonces = nonces;
        this.options = options.Value;
        this.clock = clock;
    }

    /// <summary>Verifies and applies one callback.</summary>
    /// <returns>
    /// A receipt once the news is recorded; otherwise unknown-merchant, stale-timestamp, invalid-signature,
    /// replayed-nonce, malformed-body, unknown-order or amount-mismatch.
    /// </returns>
    public async Task<Attempt<CallbackReceipt>> ReceiveAsync(
        BankCallbackRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (ProblemOf(request) is { } problem)
        {
            return problem;
        }

        if (!await nonces.TryUseAsync(request.Nonce!, request.Timestamp!, cancellationToken))
        {
            return new Problem(ProblemCodes.ReplayedNonce, BankSignature.NonceHeader);
        }

        Attempt<BankCallback> read = Read(request.Body);
        if (!read.Succeeded)
        {
            return read.Problem;
        }

        BankCallback paid = read.Value;
        return await index.FindCaseAsync(paid.OrderId, cancellationToken) is { } caseId
            ? await ApplyAsync(caseId, paid, client, cancellationToken)
            : new Problem(ProblemCodes.UnknownOrder, "orderId");
    }

    /// <summary>
    /// Forgets nonces that no fresh timestamp can carry any more. Called by a timer; safe to run twice.
    /// </summary>
    public Task ForgetOldNoncesAsync(CancellationToken cancellationToken) => nonces.ForgetOldAsync(cancellationToken);

    // Order id and serial become table keys.
    private static Attempt<BankCallback> Read(ReadOnlyMemory<byte> body) =>
        BankJson.TryRead<BankCallback>(body.ToArray()) is not { } paid ? new Problem(ProblemCodes.MalformedBody)
            : !BankIds.IsSound(paid.OrderId) ? new Problem(ProblemCodes.MalformedBody, "orderId")
            : !BankIds.IsSound(paid.BankSerial) ? new Problem(ProblemCodes.MalformedBody, "bankSerial")
            : paid.AmountFen <= 0 ? new Problem(ProblemCodes.MalformedBody, "amountFen")
            : paid.PaidAt == default ? new Problem(ProblemCodes.MalformedBody, "paidAt")
            : paid;

    // In the contract's order, so that a bank whose configuration is wrong reads which part of it.
    private Problem? ProblemOf(BankCallbackRequest request) =>
        request.Merchant != options.MerchantId
            ? new Problem(ProblemCodes.UnknownMerchant, BankSignature.MerchantHeader)
        : request.Timestamp is not { } timestamp || !BankSignature.IsFresh(timestamp, clock.GetUtcNow())
            ? new Problem(ProblemCodes.StaleTimestamp, BankSignature.TimestampHeader)
        : request is not { Nonce: { } nonce, Signature: { } signature }
            || !BankSignature.IsNonce(nonce)
            || !BankSignature.Verify(options.SecretBytes(), timestamp, nonce, request.Body.Span, signature)
            ? new Problem(ProblemCodes.InvalidSignature, BankSignature.SignatureHeader)
        : null;

    private async Task<Attempt<CallbackReceipt>> ApplyAsync(
        string caseId, BankCallback paid, DurableTaskClient client, CancellationToken cancellationToken)
    {
        string? result = await changes.ApplyAsync(
            caseId,
            client,
            (file, change) =>
            {
                Tracing.LinkTo(file.TraceOf(CaseRows.Order(paid.OrderId)));
                return file.Orders.ContainsKey(paid.OrderId)
                    ? Settlement.Apply(file, change, paid, "callback", clock.GetUtcNow())
                    : null;
            },
            cancellationToken);
        return result switch
        {
            null => new Problem(ProblemCodes.UnknownOrder, "orderId"),
            Settlement.Mismatch => new Problem(ProblemCodes.AmountMismatch, "amountFen"),
            _ => new CallbackReceipt(paid.OrderId, paid.BankSerial, result),
        };
    }
}
