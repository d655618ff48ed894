using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Finds ledger entries by what an auditor asks for, page by page.</summary>
internal sealed class SearchAudit(AuditSearch search)
{
    [Function(nameof(SearchAudit))]
    [Operation(
        "审计检索",
        "Searches the ledgers of all cases; all criteria given must hold, at least one is needed",
        Response = typeof(AuditPage),
        Problems =
        [
            ProblemCodes.MissingParameter, ProblemCodes.MalformedParameter, ProblemCodes.RelativeNotAllowed,
        ])]
    [Query("caseId", "办件号 Case id")]
    [Query("person", "居民摘要 Keyed hash of a resident, from HashPerson")]
    [Query("actor", "操作人 Actor id")]
    [Query("station", "便民服务站 Station id")]
    [Query("item", "事项代码 Catalog item")]
    [Query("verdict", "审核结论 approved or rejected, of an applied decision")]
    [Query("stage", "办结阶段 completed, rejected or lapsed, of a closed case")]
    [Query("from", "起始日 First day in China, yyyy-MM-dd")]
    [Query("to", "截止日 Last day in China, yyyy-MM-dd")]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/search")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        AuditCriteria criteria = new(
            Parameter("caseId"),
            Parameter("person"),
            Parameter("actor"),
            Parameter("station"),
            Parameter("item"),
            Parameter("verdict"),
            Parameter("stage"),
            Parameter("from"),
            Parameter("to"));
        return (await search.SearchAsync(
            criteria, Parameter("continuation"), context.GetActor(), cancellationToken)).ToOk();

        string? Parameter(string name) => request.Query[name].LastOrDefault();
    }
}
