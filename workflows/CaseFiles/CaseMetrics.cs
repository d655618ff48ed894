using System.Diagnostics.Metrics;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// Counts committed changes of cases by their ledger entry, once each, and notes them on the span they happened in.
/// </summary>
internal static class CaseMetrics
{
    private static readonly Counter<long> Decisions = Metering.Meter.CreateCounter<long>(
        "daoban.decisions", "{decision}", "Decisions applied to their review task.");

    private static readonly Counter<long> Payments = Metering.Meter.CreateCounter<long>(
        "daoban.payments", "{payment}", "Payment orders that came to an end.");

    private static readonly Counter<long> Exceptions = Metering.Meter.CreateCounter<long>(
        "daoban.payment.exceptions", "{exception}", "Payments that people have to look into.");

    /// <summary>A change was committed.</summary>
    public static void Committed(CaseChange change)
    {
        LedgerDraft entry = change.Entry!;
        Tracing.Happened(entry.Action);
        switch (entry.Action)
        {
            case LedgerActions.DecisionApplied:
                Decisions.Add(
                    1, new("verdict", entry.Outcome?.ToLowerInvariant()), new("level", entry.Actor.Level));
                break;
            case LedgerActions.PaymentSettled:
                Payments.Add(1, new KeyValuePair<string, object?>("outcome", "settled"));
                break;
            case LedgerActions.PaymentClosed:
                Payments.Add(1, new KeyValuePair<string, object?>("outcome", "closed"));
                if (entry.Reason is { } reason)
                {
                    CountException(reason);
                }

                break;
            case LedgerActions.PaymentDisputed:
                CountException(entry.Reason!);
                break;
        }
    }

    /// <summary>Counts a payment that people have to look into.</summary>
    /// <param name="reason">A code of ours; never what a bank wrote.</param>
    public static void CountException(string reason) =>
        Exceptions.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
