using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>Where the files of a backup are. Only its owner may read what is created here.</summary>
internal sealed partial class BackupFolder(string path)
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Keeps folders small enough for any file system.
    private const int BlobsOfAFolder = 1000;

    public string Path => path;

    private string ManifestFile => System.IO.Path.Combine(path, "manifest.json");

    public string TableFile(string table) => System.IO.Path.Combine(path, "tables", Checked(table) + ".jsonl");

    public string IndexFile(string container) => System.IO.Path.Combine(path, "blobs", Checked(container) + ".jsonl");

    public string BlobFile(string container, long number) => System.IO.Path.Combine(
        path,
        "blobs",
        Checked(container),
        (number / BlobsOfAFolder).ToString("D6", CultureInfo.InvariantCulture),
        (number % BlobsOfAFolder).ToString("D3", CultureInfo.InvariantCulture));

    /// <exception cref="LaunchException">The folder is there already and holds something.</exception>
    public void Create()
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new LaunchException($"{path} is not empty. A backup wants a folder of its own.");
        }

        CreateFolder(path);
        CreateFolder(System.IO.Path.Combine(path, "tables"));
        CreateFolder(System.IO.Path.Combine(path, "blobs"));
    }

    /// <summary>The folder that a file belongs into, created where it is missing.</summary>
    public static void CreateFolderOf(string file) => CreateFolder(System.IO.Path.GetDirectoryName(file)!);

    /// <returns>The manifest's own SHA-256, to be kept elsewhere.</returns>
    public async Task<string> WriteAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupFormat.Manifest);
        string unfinished = ManifestFile + ".tmp";
        await using (FileStream file = new(unfinished, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, ManifestFile);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <returns>The manifest and its SHA-256.</returns>
    /// <exception cref="LaunchException">There is none, or none that this program understands.</exception>
    public async Task<(BackupManifest Manifest, string Sha256)> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ManifestFile))
        {
            throw new LaunchException(
                $"{path} holds no complete backup: manifest.json, which is written last, is missing.");
        }

        byte[] bytes = await File.ReadAllBytesAsync(ManifestFile, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            string? format = document.RootElement.GetProperty("format").GetString();
            if (format != BackupFormat.Name)
            {
                throw new LaunchException(
                    $"{path} is of the format '{format}'; this program knows {BackupFormat.Name}.");
            }

            BackupManifest manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, BackupFormat.Manifest)!;
            return (manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or InvalidOperationException or NotSupportedException)
        {
            throw new LaunchException($"{ManifestFile} cannot be read: {fault.Message}");
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    // Names come from a manifest that somebody may have altered: none may lead out of the folder.
    private static string Checked(string name) => StorageName().IsMatch(name)
        ? name
        : throw new LaunchException($"'{name}' is no name of a table or a container.");

    [GeneratedRegex(@"^(\$root|\$web|[A-Za-z0-9][A-Za-z0-9-]{0,62})\z")]
    private static partial Regex StorageName();
}
