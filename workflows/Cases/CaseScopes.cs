using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Cases;

/// <summary>Whose case it is, for the access check of routes that name a case.</summary>
public sealed class CaseScopes
{
    private readonly CaseFileStore store;

    internal CaseScopes(CaseFileStore store) => this.store = store;

    /// <summary>Station and district of a case; null when there is no such case.</summary>
    public async Task<CaseScope?> FindAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        return file.Record is { } record ? new CaseScope(record.StationId, record.DistrictCode) : null;
    }
}
