using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Privacy;

/// <summary>Takes a resident's consent back; its effect is forward only. May be repeated.</summary>
internal sealed class WithdrawConsent(CaseConsents consents)
{
    [Function(nameof(WithdrawConsent))]
    [Operation(
        "撤回同意",
        "Withdraws a consent",
        Response = typeof(ConsentView),
        Problems = [ProblemCodes.UnknownConsent])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/consents/{consentId}/withdrawal")]
        HttpRequest request,
        string caseId,
        string consentId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (LowerUuid.Check(consentId, nameof(consentId)) is { } malformed)
        {
            return malformed.ToResult();
        }

        Attempt<ConsentView> withdrawn =
            await consents.WithdrawAsync(caseId, consentId, context.GetActor(), client, cancellationToken);
        return withdrawn.ToOk();
    }
}
