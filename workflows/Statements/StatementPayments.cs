using System.Text.Json;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Applies the payments of a statement: the third way, after callback and query, by which the news of one reaches its
/// case. The bank's serial number makes each count once, whichever way was first.
/// </summary>
internal sealed partial class StatementPayments(
    CaseChanges changes,
    PaymentOrderIndex index,
    DiscrepancyBook discrepancies,
    TimeProvider clock,
    ILogger<StatementPayments> logger)
{
    /// <summary>What <see cref="PaymentOrderRecord.SettledBy"/> says of orders that a statement settled.</summary>
    public const string Source = "statement";

    /// <summary>The order had been settled by this payment before.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Applies one payment; what cannot settle its order becomes a discrepancy. Safe to repeat.</summary>
    /// <returns><see cref="Confirmed"/>, <see cref="Settlement.Settled"/> or the discrepancy's code.</returns>
    public async Task<string> ApplyAsync(
        DateOnly day, BankCallback paid, DurableTaskClient client, CancellationToken cancellationToken)
    {
        string? caseId = await index.FindCaseAsync(paid.OrderId, cancellationToken);
        string result = caseId is null
            ? DiscrepancyCodes.UnknownOrder
            : await TryApplyAsync(caseId, paid, client, cancellationToken);
        if (result is not (Confirmed or Settlement.Settled))
        {
            bool known = result is not DiscrepancyCodes.UnknownOrder;
            DiscrepancyRecord found = new(
                result, clock.GetUtcNow(), paid.OrderId, known ? caseId : null, paid.BankSerial, paid.AmountFen);
            if (await discrepancies.AddAsync(day, found, cancellationToken))
            {
                LogDiscrepancy(day, result, paid.OrderId, paid.BankSerial);
            }
        }

        return result;
    }

    // A case that this build cannot read must not keep all other payments from their cases.
    private async Task<string> TryApplyAsync(
        string caseId, BankCallback paid, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await changes.ApplyAsync(
                caseId, client, (file, change) => Apply(file, change, paid), cancellationToken);
        }
        catch (Exception failure) when (failure is UnknownFormatException or ProtectionException or JsonException)
        {
            LogUnreadable(caseId, paid.BankSerial, failure.GetType().Name);
            return DiscrepancyCodes.CaseUnreadable;
        }
    }

    private string Apply(CaseFile file, CaseChange change, BankCallback paid)
    {
        if (file.Record is null || !file.Orders.TryGetValue(paid.OrderId, out PaymentOrderRecord? order))
        {
            return DiscrepancyCodes.UnknownOrder;
        }

        bool isKnown = file.Notices.TryGetValue(paid.BankSerial, out BankNoticeRecord? notice);
        if (isKnown && (notice!.OrderId, notice.AmountFen) != (paid.OrderId, paid.AmountFen))
        {
            return DiscrepancyCodes.NoticeDiffers;
        }

        string result = Settlement.Apply(file, change, paid, Source, clock.GetUtcNow());
        // A repetition after a kill tells the same as the first time.
        return result is Settlement.Settled && isKnown && order.SettledBy != Source ? Confirmed : result;
    }

    [LoggerMessage(
        3115,
        LogLevel.Error,
        "Case {CaseId}: the payment {BankSerial} of a statement cannot be applied ({ErrorType})")]
    private partial void LogUnreadable(string caseId, string bankSerial, string errorType);

    [LoggerMessage(
        3116, LogLevel.Warning, "Statement of {Day:yyyy-MM-dd}: {Code}, order {OrderId}, payment {BankSerial}")]
    private partial void LogDiscrepancy(DateOnly day, string code, string orderId, string? bankSerial);
}
