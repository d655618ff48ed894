using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Evidence;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Audit;

/// <summary>
/// Exports a case's evidence package, which an outsider verifies with <c>tools/verify</c>. A POST, because each call is
/// entered into the auditor's access chain; repeating it exports, and enters, once more.
/// </summary>
internal sealed class ExportEvidence(EvidenceExporter exporter)
{
    private const string Originals = "originals";
    private const string MediaType = "application/zip";

    [Function(nameof(ExportEvidence))]
    [Operation(
        "导出证据包",
        "Exports the evidence package of a case; the export is entered into the access ledger",
        ResponseTypes = [MediaType],
        Problems =
        [
            ProblemCodes.MalformedParameter, ProblemCodes.NotApproved, ProblemCodes.UnknownDocument,
            ProblemCodes.TooLarge, ProblemCodes.NotTimeStamped,
        ])]
    [Query(
        Originals,
        "separate（默认）：不含原件；included：包含原件，须经他人批准。separate (default): without the scanned papers; included: with "
        + "them, which needs an approved request for `originals`.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/evidence")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (ChoiceOf(request.Query[Originals]) is not { } choice)
        {
            return new Problem(ProblemCodes.MalformedParameter, Originals).ToResult();
        }

        Attempt<EvidencePackage> package = await exporter.ExportAsync(
            caseId, choice, context.GetActor(), client, cancellationToken);
        return package.ToResult(made => Results.Stream(
            target => made.WriteAsync(target, cancellationToken), MediaType, $"evidence-{made.CaseId}.zip"));
    }

    private static OriginalsChoice? ChoiceOf(string? text) => text switch
    {
        null or "separate" => OriginalsChoice.Separate,
        "included" => OriginalsChoice.Included,
        _ => null,
    };
}
