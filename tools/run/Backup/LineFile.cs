namespace Daoban.Run.Backup;

/// <summary>A new file of lines that knows its own digest.</summary>
internal sealed class LineFile(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024);
    private readonly LineDigest digest = new();

    public async Task WriteAsync(string line, CancellationToken cancellationToken) =>
        await file.WriteAsync(digest.Add(line), cancellationToken);

    /// <summary>Everything is on the disk when this returns.</summary>
    public FileDigest Finish()
    {
        file.Flush(flushToDisk: true);
        return digest.Finish();
    }

    public void Dispose()
    {
        file.Dispose();
        digest.Dispose();
    }
}
