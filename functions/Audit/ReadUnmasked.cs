using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>
/// Shows what an approved request is about: a field as JSON, a paper as its bytes. A POST, because each call is entered
/// into the reader's access chain.
/// </summary>
internal sealed class ReadUnmasked(UnmaskRequests requests)
{
    [Function(nameof(ReadUnmasked))]
    [Operation(
        "查看获批的明文",
        "Reads the field or paper of an approved unmask request; the reading is entered into the access ledger",
        Response = typeof(RevealedField),
        ResponseTypes = ["application/pdf", "image/jpeg", "image/png"],
        Problems =
        [
            ProblemCodes.UnknownRequest, ProblemCodes.RequestNotYours, ProblemCodes.NotApproved,
            ProblemCodes.UnknownField, ProblemCodes.UnknownDocument,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/unmask-requests/{requestId}/reading")]
        HttpRequest request,
        string caseId,
        string requestId,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await requests.ReadAsync(caseId, requestId, context.GetActor(), cancellationToken)).ToResult(read =>
            read.Document is { } paper
                ? Results.Bytes(paper.Bytes, paper.Document.MediaType)
                : Results.Json(read.Field, HttpJson.Writing));
}
