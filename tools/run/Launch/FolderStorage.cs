namespace Daoban.Run.Launch;

/// <summary>
/// An Azurite over a data folder of <c>./run</c>, without an application. The folder is locked, so that no other one
/// writes there. Disposal stops it.
/// </summary>
internal sealed class FolderStorage : IAsyncDisposable
{
    private readonly DataFolderLock dataLock;
    private readonly GuardedProcess azurite;

    private FolderStorage(DataFolderLock dataLock, GuardedProcess azurite, string connectionString)
    {
        this.dataLock = dataLock;
        this.azurite = azurite;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <param name="folder">Absolute path; created when missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LaunchException">A stack uses the folder, or Azurite does not start.</exception>
    public static async Task<FolderStorage> StartAsync(string folder, CancellationToken cancellationToken)
    {
        StackPlan plan = new(Repository.Find(), Ports.AllFree(), folder);
        DataFolderLock dataLock = await DataFolderLock.TakeAsync(folder, cancellationToken);
        try
        {
            GuardedProcess azurite = await GuardedProcess.StartAsync(Programs.Azurite(plan), cancellationToken);
            dataLock.NoteAzurite(azurite.ProcessId);
            return new FolderStorage(dataLock, azurite, plan.StorageConnection);
        }
        catch
        {
            dataLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        dataLock.Dispose();
    }
}
