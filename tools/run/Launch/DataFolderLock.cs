using System.Diagnostics;
using System.Globalization;

namespace Daoban.Run.Launch;

/// <summary>
/// Keeps two stacks from writing to one data folder: two Azurites there would destroy each other's data.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private static readonly TimeSpan OrphanDeadline = TimeSpan.FromSeconds(30);

    private readonly FileStream file;
    private readonly string azuriteFile;

    private DataFolderLock(FileStream file, string azuriteFile)
    {
        this.file = file;
        this.azuriteFile = azuriteFile;
    }

    /// <exception cref="LaunchException">Another stack uses the folder.</exception>
    public static async Task<DataFolderLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        FileStream file;
        try
        {
            file = new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LaunchException(
                $"Another ./run uses {folder}. Stop it, or give another folder: ./run --data FOLDER");
        }

        DataFolderLock taken = new(file, Path.Combine(folder, "azurite.pid"));
        await taken.AwaitOrphanAsync(cancellationToken);
        return taken;
    }

    /// <summary>Notes the Azurite of this folder: when we are killed, it ends a moment later than we do.</summary>
    public void NoteAzurite(int processId) =>
        File.WriteAllText(azuriteFile, processId.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => file.Dispose();

    private async Task AwaitOrphanAsync(CancellationToken cancellationToken)
    {
        string noted = File.Exists(azuriteFile) ? await File.ReadAllTextAsync(azuriteFile, cancellationToken) : "";
        if (!int.TryParse(noted, CultureInfo.InvariantCulture, out int processId))
        {
            return;
        }

        long started = Environment.TickCount64;
        while (IsNode(processId))
        {
            if (Environment.TickCount64 - started > OrphanDeadline.TotalMilliseconds)
            {
                throw new LaunchException(
                    $"An Azurite of before still runs as process {processId}. Stop it: kill -INT {processId}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private static bool IsNode(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.ProcessName == "node" && !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
