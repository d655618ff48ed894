using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Privacy;

namespace Daoban.Workflows.Audit;

/// <summary>Auditors find cases by the keyed hash of a person; deletion and correction reach that, too.</summary>
internal sealed class AuditIndexProjection(AuditIndex index) : IPersonalProjection
{
    public Task ForgetAsync(CaseFile file, CancellationToken cancellationToken) =>
        index.ForgetPersonAsync(file, cancellationToken);
}
