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
/// Stores a scanned paper under a case id, before the case is submitted. Storing the same again changes nothing.
/// </summary>
internal sealed class PutDocument(CaseDocuments documents)
{
    [Function(nameof(PutDocument))]
    [Operation(
        "上传材料文件",
        "Stores a document of at most 10 MiB, known as PDF, JPEG or PNG by its content",
        RequestTypes = ["application/pdf", "image/jpeg", "image/png", "application/octet-stream"],
        Response = typeof(StoredDocument),
        Problems =
        [
            ProblemCodes.MalformedId, ProblemCodes.MissingParameter, ProblemCodes.DocumentDiffers,
            ProblemCodes.WrongStage, ProblemCodes.DataDeleted, ProblemCodes.TooLarge, ProblemCodes.WrongType,
            ProblemCodes.MaterialUnknown, ProblemCodes.UnknownStation,
        ])]
    [Query("material", "材料代码 Material code, such as M01", Required = true)]
    [Query("station", "便民服务站 Station id", Required = true)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/cases/{caseId}/documents/{documentId}")]
        HttpRequest request,
        string caseId,
        string documentId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Problem? malformed =
            LowerUuid.Check(caseId, nameof(caseId)) ?? LowerUuid.Check(documentId, nameof(documentId));
        if (malformed is not null)
        {
            return malformed.ToResult();
        }

        string? material = request.Query["material"].LastOrDefault();
        if (string.IsNullOrEmpty(material))
        {
            return new Problem(ProblemCodes.MissingParameter, nameof(material)).ToResult();
        }

        Attempt<byte[]> body = await DocumentBody.ReadAsync(request.Body, request.ContentLength, cancellationToken);
        if (!body.Succeeded)
        {
            return body.Problem.ToResult();
        }

        var document = new NewDocument(caseId, documentId, material, request.Query["station"].Last()!, body.Value);
        return (await documents.PutAsync(document, context.GetActor(), cancellationToken)).ToOk();
    }
}
