using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>
/// Hands out the copy of all personal data that a resident asked for, to the clerk who took the request down. A POST,
/// because each call is entered into the clerk's access chain.
/// </summary>
internal sealed class ReadPersonalDataCopy(DataCopies copies)
{
    [Function(nameof(ReadPersonalDataCopy))]
    [Operation(
        "取得个人信息副本",
        "Reads the released copy of a case's personal data; the reading is recorded",
        Response = typeof(PersonalDataCopy),
        Problems = [ProblemCodes.UnknownRequest, ProblemCodes.CopyNotReadable, ProblemCodes.DataDeleted])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/rights-requests/{requestId}/copy")]
        HttpRequest request,
        string caseId,
        string requestId,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await copies.ReadAsync(caseId, requestId, context.GetActor(), cancellationToken)).ToOk();
}
