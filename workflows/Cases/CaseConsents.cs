using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Cases;

/// <summary>What becomes of the consents of a case after its intake.</summary>
public sealed class CaseConsents
{
    private readonly CaseChanges changes;
    private readonly TimeProvider clock;

    internal CaseConsents(CaseChanges changes, TimeProvider clock)
    {
        this.changes = changes;
        this.clock = clock;
    }

    /// <summary>
    /// Takes a consent back. From now on nothing is based on it; what was done before stays valid (Personal Information
    /// Protection Law 15). Repeating it changes nothing.
    /// </summary>
    /// <returns>The consent with its withdrawal, or <c>unknown-consent</c>.</returns>
    public Task<Attempt<ConsentView>> WithdrawAsync(
        string caseId, string consentId, Actor actor, DurableTaskClient client, CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            caseId, client, (file, change) => Withdraw(file, change, consentId, actor), cancellationToken);

    private Attempt<ConsentView> Withdraw(CaseFile file, CaseChange change, string consentId, Actor actor)
    {
        if (!file.Consents.TryGetValue(consentId, out ConsentRecord? consent))
        {
            return new Problem(ProblemCodes.UnknownConsent, "consentId");
        }

        if (consent.WithdrawnAt is null)
        {
            consent = consent with { WithdrawnAt = clock.GetUtcNow(), WithdrawnBy = actor.Id };
            change.Put(consent);
            change.Enter(new(LedgerActions.ConsentWithdrawn, actor, consentId, consent.Purpose));
        }

        return ConsentView.Of(consent);
    }
}
