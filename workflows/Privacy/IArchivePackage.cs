using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>Makes the archive package of a closed case (rules R13.4).</summary>
public interface IArchivePackage
{
    /// <summary>
    /// Writes the package. Papers are in it as stored, under the case's key, and no salts: shredding the key covers the
    /// archive, too.
    /// </summary>
    /// <param name="file">The case file.</param>
    /// <param name="client">Reads the histories.</param>
    /// <param name="target">Takes the zip.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task WriteAsync(CaseFile file, DurableTaskClient client, Stream target, CancellationToken cancellationToken);
}
