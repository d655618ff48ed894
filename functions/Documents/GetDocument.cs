using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Documents;

/// <summary>
/// Gives a document of a submitted case back, as it was stored. Each reading is entered into the ledger.
/// </summary>
internal sealed class GetDocument(CaseDocuments documents)
{
    [Function(nameof(GetDocument))]
    [Operation(
        "查看材料文件",
        "Reads a document",
        ResponseTypes = ["application/pdf", "image/jpeg", "image/png"],
        Problems = [ProblemCodes.UnknownDocument])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/documents/{documentId}")]
        HttpRequest request,
        string caseId,
        string documentId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (LowerUuid.Check(documentId, nameof(documentId)) is { } malformed)
        {
            return malformed.ToResult();
        }

        Attempt<DocumentContent> paper =
            await documents.ReadAsync(caseId, documentId, context.GetActor(), cancellationToken);
        return paper.ToResult(found => Results.Bytes(found.Bytes, found.Document.MediaType));
    }
}
