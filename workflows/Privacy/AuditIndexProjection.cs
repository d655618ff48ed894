using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Privacy;

/// <summary>Auditors find cases by the keyed hash of a person; deletion and correction reach that, too.</summary>
internal sealed class AuditIndexProjection(AuditIndex index) : IPersonalProjection
{
    public Task ForgetAsync(CaseFile file, CancellationToken cancellationToken) =>
        index.ForgetPersonAsync(file, cancellationToken);
}
