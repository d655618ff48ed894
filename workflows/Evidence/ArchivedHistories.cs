using System.IO.Compression;
using Daoban.Workflows.Privacy;

namespace Daoban.Workflows.Evidence;

/// <summary>Histories of instances that were purged after their case went into the archive.</summary>
internal sealed class ArchivedHistories(CaseArchiving archive) : IHistoryArchive
{
    public async Task<IReadOnlyList<string>?> FindAsync(
        string caseId, string instanceId, CancellationToken cancellationToken)
    {
        if (await archive.ReadAsync(caseId, cancellationToken) is not { } package)
        {
            return null;
        }

        using ZipArchive zip = new(package.ToStream(), ZipArchiveMode.Read);
        if (zip.GetEntry(ArchivePackage.HistoryOf(instanceId)) is not { } entry)
        {
            return null;
        }

        List<string> lines = [];
        using StreamReader reader = new(await entry.OpenAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
