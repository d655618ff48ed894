using Daoban.Workflows.Audit;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Evidence;

/// <summary>An approved unmask request for the field <c>originals</c>.</summary>
internal sealed class ApprovedOriginals(UnmaskRequests requests) : IOriginalsPermission
{
    public Task<bool> IsGrantedAsync(string caseId, Actor actor, CancellationToken cancellationToken) =>
        requests.IsApprovedAsync(caseId, UnmaskFields.Originals, actor, cancellationToken);
}
