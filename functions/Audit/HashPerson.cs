using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>
/// Gives the keyed hash of an ID number to search by: numbers come in bodies and never get into an address. Each
/// look-up is entered into the auditor's access chain.
/// </summary>
internal sealed class HashPerson(AuditSearch search)
{
    [Function(nameof(HashPerson))]
    [Operation(
        "取得居民检索摘要",
        "Gives the keyed hash of a resident ID number; the look-up is entered into the access ledger",
        Request = typeof(PersonLookup),
        Response = typeof(PersonHash),
        Problems = [ProblemCodes.IdNumberInvalid, ProblemCodes.RelativeNotAllowed])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit/person-hash")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<PersonLookup> person = await RequestBody.ReadJsonAsync<PersonLookup>(request, cancellationToken);
        return person.Succeeded
            ? (await search.HashPersonAsync(person.Value, context.GetActor(), cancellationToken)).ToOk()
            : person.Problem.ToResult();
    }
}
