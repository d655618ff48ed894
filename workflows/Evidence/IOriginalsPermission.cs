using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Evidence;

/// <summary>Says whether an actor may take a case's scanned papers away.</summary>
internal interface IOriginalsPermission
{
    /// <summary>Whether a second person approved it for this actor, and the approval is good now.</summary>
    Task<bool> IsGrantedAsync(string caseId, Actor actor, CancellationToken cancellationToken);
}
