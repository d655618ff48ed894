using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;

namespace Daoban.Workflows.Cases;

/// <summary>Whose case it is, for the access check of routes that name a case.</summary>
public sealed class CaseScopes
{
    private readonly CaseFileStore store;
    private readonly ICatalog catalog;

    internal CaseScopes(CaseFileStore store, ICatalog catalog)
    {
        this.store = store;
        this.catalog = catalog;
    }

    /// <summary>Station, district, department and person of a case; null when there is no such case.</summary>
    public async Task<CaseScope?> FindAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.RecallAsync(caseId, cancellationToken);
        if (file.Record is null)
        {
            // It may have been submitted through another process meanwhile.
            file = await store.LoadCurrentAsync(caseId, cancellationToken);
        }

        return file.Record is { } record
            ? new CaseScope(
                record.StationId,
                record.DistrictCode,
                catalog.DepartmentOf(record.ItemCode, record.ItemVersion) ?? "",
                record.Resident.IdNumberHash)
            : null;
    }
}
