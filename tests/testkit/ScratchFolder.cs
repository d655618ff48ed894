namespace Daoban.TestKit;

/// <summary>An empty folder of its own under the system's temporary folder, deleted on disposal.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Creates the folder; its name starts with <c>daoban-</c>.</summary>
    public ScratchFolder() => Path = Directory.CreateTempSubdirectory("daoban-").FullName;

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>Joins names to the folder's path; creates nothing.</summary>
    public string Combine(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
