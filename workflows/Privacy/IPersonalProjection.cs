using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// A table beside the case files that finds cases by something personal, such as the keyed hash of an ID number. Every
/// one registers this, so that deletion reaches it.
/// </summary>
public interface IPersonalProjection
{
    /// <summary>Forgets the case's people, before they are deleted or corrected; safe to repeat.</summary>
    Task ForgetAsync(CaseFile file, CancellationToken cancellationToken);
}
