using System.Text;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>
/// The public keys that verify anchors and evidence packages, past ones among them. Open to everybody: whoever verifies
/// need not have an account, and compares the key ids with those that the office publishes.
/// </summary>
internal sealed class GetPublicKeys(PublicKeys keys)
{
    private const string MediaType = "application/x-pem-file";

    [Function(nameof(GetPublicKeys))]
    [Operation(
        "获取验签公钥",
        "Reads the public keys that verify evidence packages",
        ResponseTypes = [MediaType],
        Problems = [ProblemCodes.Busy])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/public-keys")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Results.Text(await keys.ReadPemAsync(cancellationToken), MediaType, Encoding.ASCII);
}
