using System.Text.RegularExpressions;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Alerts;

/// <summary>What auditors do with alerts: see them, and say that they looked into one.</summary>
public sealed partial class AlertDesk
{
    private readonly AlertStore store;
    private readonly TimeProvider clock;

    internal AlertDesk(AlertStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
    }

    /// <summary>One page of the alerts of a day in China (default: today).</summary>
    public async Task<Attempt<AlertPage>> ListAsync(
        string? day, string? continuation, CancellationToken cancellationToken)
    {
        if (Days.Parse(day, clock) is not { } date)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        if (continuation is not null && !Id().IsMatch(continuation))
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        IReadOnlyList<(string Id, AlertRecord Record)> found =
            await store.ListAsync(date, continuation ?? "", cancellationToken);
        return new AlertPage(
            date,
            [.. found.Select(one => AlertView.Of(date, one.Id, one.Record))],
            AlertStore.IsFull(found.Count) ? found[^1].Id : null);
    }

    /// <summary>
    /// Notes that an auditor looked into an alert; the first one stays noted. Nobody does so for one about themselves.
    /// </summary>
    public async Task<Attempt<AlertView>> AcknowledgeAsync(
        string day, string alertId, Actor by, CancellationToken cancellationToken)
    {
        if (day.Length == 0 || Days.Parse(day, clock) is not { } date)
        {
            return new Problem(ProblemCodes.MalformedParameter, "day");
        }

        if (!Id().IsMatch(alertId))
        {
            return new Problem(ProblemCodes.UnknownAlert, "alertId");
        }

        while (await store.FindAsync(date, alertId, cancellationToken) is ({ } known, { } tag))
        {
            if (known.ActorId == by.Id)
            {
                return new Problem(ProblemCodes.SamePerson, "alertId");
            }

            if (known.AcknowledgedAt is not null)
            {
                return AlertView.Of(date, alertId, known);
            }

            AlertRecord noted = known with { AcknowledgedBy = by.Id, AcknowledgedAt = clock.GetUtcNow() };
            if (await store.TryReplaceAsync(date, alertId, noted, tag, cancellationToken))
            {
                return AlertView.Of(date, alertId, noted);
            }
        }

        return new Problem(ProblemCodes.UnknownAlert, "alertId");
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Id();
}
