using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Cases;

/// <summary>
/// Takes in a case whose documents have been stored. The same submission again gives the same answer.
/// </summary>
internal sealed class SubmitCase(CaseIntake intake)
{
    [Function(nameof(SubmitCase))]
    [Operation(
        "提交办件",
        "Submits a case",
        Request = typeof(CaseSubmission),
        Response = typeof(CaseReceipt),
        Status = StatusCodes.Status201Created,
        Problems =
        [
            ProblemCodes.MalformedId, ProblemCodes.CaseDiffers, ProblemCodes.UnknownItem, ProblemCodes.UnknownStation,
            ProblemCodes.IdNumberInvalid, ProblemCodes.NameInvalid, ProblemCodes.PhoneInvalid,
            ProblemCodes.AccountInvalid, ProblemCodes.AddressInvalid, ProblemCodes.FieldMissing,
            ProblemCodes.FieldTooLong, ProblemCodes.MaterialMissing, ProblemCodes.MaterialUnknown,
            ProblemCodes.DocumentRepeated, ProblemCodes.DocumentMissing, ProblemCodes.DocumentNotYours,
            ProblemCodes.IdentityCheckIncomplete, ProblemCodes.NoticeInvalid, ProblemCodes.ConsentInvalid,
            ProblemCodes.RelativeNotAllowed,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/cases")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<CaseSubmission> submission =
            await RequestBody.ReadJsonAsync<CaseSubmission>(request, cancellationToken);
        if (!submission.Succeeded)
        {
            return submission.Problem.ToResult();
        }

        Attempt<CaseReceipt> receipt =
            await intake.SubmitAsync(submission.Value, context.GetActor(), client, cancellationToken);
        return receipt.ToCreated(request, value => $"/api/cases/{value.CaseId}");
    }
}
