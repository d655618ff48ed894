using System.Runtime.CompilerServices;
using System.Text.Json;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>Reads a backup and compares every file with its SHA-256, before anything is restored.</summary>
internal sealed class BackupCheck(BackupFolder folder, BackupManifest manifest)
{
    private const int AtOnce = 4;

    /// <exception cref="LaunchException">A file is missing or another than the one that was written.</exception>
    public async Task RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        long blobs = 0;
        foreach (TablePart table in manifest.Tables)
        {
            await CheckAsync(
                folder.TableFile(table.Name), table.Content.Length, table.Content.Sha256, cancellationToken);
        }

        foreach (ContainerPart container in manifest.Containers)
        {
            await CheckAsync(
                folder.IndexFile(container.Name), container.Index.Length, container.Index.Sha256, cancellationToken);
            await Parallel.ForEachAsync(
                ReadIndexAsync(container.Name, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (line, token) =>
                {
                    await CheckAsync(folder.BlobFile(container.Name, line.Number), line.Length, line.Sha256, token);
                    Interlocked.Increment(ref blobs);
                });
        }

        tell($"backup checked: {manifest.Tables.Count} tables, {blobs} blobs, every SHA-256 is right");
    }

    /// <summary>The blobs of a container, one by one.</summary>
    /// <exception cref="LaunchException">A line is none of this format.</exception>
    public async IAsyncEnumerable<BlobLine> ReadIndexAsync(
        string container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (string line in File.ReadLinesAsync(folder.IndexFile(container), cancellationToken))
        {
            yield return Parse(line);
        }
    }

    private static BlobLine Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<BlobLine>(line, BackupFormat.Line)
                ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new LaunchException($"A line of the backup is no blob: {fault.Message}");
        }
    }

    private static async Task CheckAsync(string file, long length, string sha256, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new LaunchException($"The backup is incomplete: {file} is missing.");
        }

        if (await HashedCopy.HashAsync(file, cancellationToken) != (length, sha256))
        {
            throw new LaunchException($"The backup was altered: {file} is another than the one that was written.");
        }
    }
}
