using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Run.Backup;
using Daoban.Run.Launch;
using Daoban.TestKit;

namespace Daoban.Tools.Tests.Run.Backup;

/// <summary>A whole account there and back, on Azurites of their own.</summary>
public sealed class BackupRestoreTests : IAsyncLifetime
{
    private const int Rows = 1_234;

    private readonly ScratchFolder scratch = new();
    private readonly List<string> told = [];
    private Azurite source = null!;
    private Azurite target = null!;

    private BackupAccount From => new(source.ConnectionString);

    private BackupAccount Into => new(target.ConnectionString);

    private BackupFolder Folder => new(scratch.Combine("backup"));

    public async ValueTask InitializeAsync()
    {
        Azurite[] both = await Task.WhenAll(Azurite.StartAsync(), Azurite.StartAsync());
        (source, target) = (both[0], both[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(source.DisposeAsync().AsTask(), target.DisposeAsync().AsTask());
        scratch.Dispose();
    }

    [Fact]
    public async Task Restore_EveryKindOfValueAndBlob_IsThatOfTheSource()
    {
        await FillAsync(From);

        (BackupManifest manifest, _) = await BackUpAsync();
        await RestoreAsync();

        Assert.Equal(["empty", "rows", "types"], manifest.Tables.Select(table => table.Name));
        Assert.Equal(await DumpAsync(From), await DumpAsync(Into));
        Assert.Equal(Rows, manifest.Tables.Single(table => table.Name == "rows").Content.Lines);
        Assert.Equal(1, Assert.Single(manifest.Queues).MessagesLeftOut);
        Assert.Null(await RestoreMark.ReadAsync(Into, CancellationToken.None));
    }

    [Fact]
    public async Task Restore_AccountThatHoldsARow_IsRefused()
    {
        await SampleAccount.FillLittleAsync(From);
        await BackUpAsync();
        TableClient table = Into.Tables.GetTableClient("rows");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("a", "b"));

        LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync());

        Assert.Contains("not empty: there are rows in table rows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_AccountWithEmptyPartsOnly_Succeeds()
    {
        await SampleAccount.FillLittleAsync(From);
        await BackUpAsync();
        await Into.Tables.CreateTableAsync("rows");
        await Into.Blobs.CreateBlobContainerAsync("documents");

        await RestoreAsync();

        Assert.Equal(await DumpAsync(From), await DumpAsync(Into));
    }

    [Fact]
    public async Task Restore_Interrupted_GoesOnOnlyWithContinueAndTheSameBackup()
    {
        await SampleAccount.FillLittleAsync(From);
        (_, string sha256) = await BackUpAsync();
        using CancellationTokenSource cut = new();
        AccountRestore interrupted = new(Into, Folder);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted.RunAsync(
            line =>
            {
                if (line.StartsWith("container", StringComparison.Ordinal))
                {
                    cut.Cancel();
                }
            },
            cut.Token));
        Assert.Equal(sha256, await RestoreMark.ReadAsync(Into, CancellationToken.None));

        LaunchException unasked = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync());
        BackupFolder other = new(scratch.Combine("other"));
        await new AccountBackup(From, other, TimeProvider.System).RunAsync(told.Add, CancellationToken.None);
        LaunchException another = await Assert.ThrowsAsync<LaunchException>(
            () => new AccountRestore(Into, other) { Continue = true }.RunAsync(told.Add, CancellationToken.None));
        LaunchException unfinished = await Assert.ThrowsAsync<LaunchException>(
            () => new AccountBackup(Into, new BackupFolder(scratch.Combine("third")), TimeProvider.System)
                .RunAsync(told.Add, CancellationToken.None));
        await RestoreAsync(again: true);

        Assert.Contains("add --continue", unasked.Message, StringComparison.Ordinal);
        Assert.Contains("another backup", another.Message, StringComparison.Ordinal);
        Assert.Contains("not finished", unfinished.Message, StringComparison.Ordinal);
        Assert.Equal(await DumpAsync(From), await DumpAsync(Into));
    }

    [Fact]
    public async Task Restore_ContinuedIntoAccountThatSomebodyWritesTo_IsRefused()
    {
        await SampleAccount.FillLittleAsync(From);
        (_, string sha256) = await BackUpAsync();
        await RestoreMark.WriteAsync(Into, sha256, CancellationToken.None);
        await Into.Tables.CreateTableAsync("rows");
        await Into.Tables.GetTableClient("rows").AddEntityAsync(new TableEntity("stranger", "row"));

        LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync(again: true));

        Assert.Contains("Something else writes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_FileMissing_IsRefused()
    {
        await SampleAccount.FillLittleAsync(From);
        await BackUpAsync();
        (string File, string Expected)[] cases =
        [
            ("manifest.json", "holds no complete backup"),
            ("tables/rows.jsonl", "is missing"),
            ("blobs/documents.jsonl", "is missing"),
            ("blobs/documents/000000/001", "is missing"),
        ];
        foreach ((string file, string expected) in cases)
        {
            string path = Path.Combine(Folder.Path, file);
            File.Move(path, path + ".away");
            LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync());
            File.Move(path + ".away", path);

            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }

        Assert.Null(await EmptyCheck.FindContentAsync(Into, CancellationToken.None));
        await RestoreAsync();
    }

    [Fact]
    public async Task Restore_OneByteAltered_IsRefused()
    {
        await SampleAccount.FillLittleAsync(From);
        await BackUpAsync();
        foreach (string file in (string[])["tables/rows.jsonl", "blobs/documents.jsonl", "blobs/documents/000000/001"])
        {
            string path = Path.Combine(Folder.Path, file);
            byte[] bytes = await File.ReadAllBytesAsync(path);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
            LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync());
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);

            Assert.Contains("was altered", refused.Message, StringComparison.Ordinal);
        }

        Assert.Null(await EmptyCheck.FindContentAsync(Into, CancellationToken.None));
        await RestoreAsync();
    }

    [Fact]
    public async Task Restore_OtherManifest_IsRefused()
    {
        await SampleAccount.FillLittleAsync(From);
        await BackUpAsync();
        string path = Path.Combine(Folder.Path, "manifest.json");
        string text = await File.ReadAllTextAsync(path);
        (string From, string To, string Expected)[] cases =
        [
            ("daoban-backup/1", "daoban-backup/2", "is of the format 'daoban-backup/2'"),
            ("\"rows\"", "\"../rows\"", "is no name of a table"),
            ("\"whileRunning\"", "\"unknown\"", "cannot be read"),
            ("\"startedAt\"", "\"startedOn\"", "cannot be read"),
            ("{", "", "cannot be read"),
        ];
        foreach ((string from, string to, string expected) in cases)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal));
            LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => RestoreAsync());

            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Backup_FolderThatIsNotEmpty_IsRefused()
    {
        Directory.CreateDirectory(Folder.Path);
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "x"), "");

        LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => BackUpAsync());

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_BlobLeasedByAHost_IsRefusedUnlessToldOtherwise()
    {
        await SampleAccount.FillLittleAsync(From);
        BlockBlobClient owner = From.Blobs.GetBlobContainerClient("documents").GetBlockBlobClient("owner");
        Dictionary<string, string> metadata = new() { ["machine"] = "station-1%2Fboot", ["pid"] = "4711" };
        await owner.UploadAsync(new MemoryStream(), new BlobUploadOptions { Metadata = metadata });
        await owner.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60));

        LaunchException refused = await Assert.ThrowsAsync<LaunchException>(() => BackUpAsync());
        Assert.False(Directory.Exists(Folder.Path));
        (BackupManifest manifest, _) = await BackUpAsync(whileRunning: true);
        await RestoreAsync();

        Assert.Contains(
            "blob documents/owner is leased by process 4711 on station-1", refused.Message, StringComparison.Ordinal);
        Assert.True(manifest.WhileRunning);
        Assert.Equal(await DumpAsync(From), await DumpAsync(Into));
    }

    [Fact]
    public async Task Backup_BlobThatGoesMeanwhile_IsRefusedUnlessToldOtherwise()
    {
        await SampleAccount.FillLittleAsync(From);
        await using StorageProxy proxy = await StorageProxy.StartAsync(source.ConnectionString);
        proxy.BeforeForward = exchange => Task.FromResult(
            exchange.Path.EndsWith("/documents/a", StringComparison.Ordinal)
                ? ProxyAction.Fail(404, "BlobNotFound")
                : ProxyAction.Pass);
        BackupAccount account = new(proxy.ConnectionString);
        BackupFolder first = new(scratch.Combine("first"));

        LaunchException refused = await Assert.ThrowsAsync<LaunchException>(
            () => new AccountBackup(account, first, TimeProvider.System).RunAsync(told.Add, CancellationToken.None));
        LaunchException incomplete = await Assert.ThrowsAsync<LaunchException>(
            () => new AccountRestore(Into, first).RunAsync(told.Add, CancellationToken.None));
        (BackupManifest manifest, _) = await new AccountBackup(account, Folder, TimeProvider.System)
        {
            WhileRunning = true,
        }.RunAsync(told.Add, CancellationToken.None);
        await RestoreAsync();

        Assert.Contains("documents/a is another or gone", refused.Message, StringComparison.Ordinal);
        Assert.Contains("holds no complete backup", incomplete.Message, StringComparison.Ordinal);
        Assert.Equal((1L, 1), (manifest.Containers[0].Index.Lines, manifest.Containers[0].LeftOut));
        Assert.DoesNotContain("first", await DumpAsync(Into), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_LeaseThatEnds_IsWaitedFor()
    {
        await SampleAccount.FillLittleAsync(From);
        BlobLeaseClient lease = From.Blobs.GetBlobContainerClient("documents").GetBlobClient("a").GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60));

        await new AccountBackup(From, Folder, TimeProvider.System).RunAsync(
            line =>
            {
                told.Add(line);
                if (line.StartsWith("Waiting until", StringComparison.Ordinal))
                {
                    lease.Release();
                }
            },
            CancellationToken.None);

        Assert.Contains(told, line => line.Contains("documents/a is leased", StringComparison.Ordinal));
    }

    private Task<(BackupManifest Manifest, string Sha256)> BackUpAsync(bool whileRunning = false) =>
        new AccountBackup(From, Folder, TimeProvider.System) { WhileRunning = whileRunning, Patience = TimeSpan.Zero }
            .RunAsync(told.Add, CancellationToken.None);

    private Task<BackupManifest> RestoreAsync(bool again = false) =>
        new AccountRestore(Into, Folder) { Continue = again }.RunAsync(told.Add, CancellationToken.None);

    private static async Task FillAsync(BackupAccount account)
    {
        await account.Tables.CreateTableAsync("empty");
        await SampleAccount.FillTypesAsync(account);
        await account.Tables.CreateTableAsync("rows");
        TableClient rows = account.Tables.GetTableClient("rows");
        foreach (TableTransactionAction[] group in Enumerable.Range(0, Rows)
            .Select(i => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity($"p{i / 500}", $"r{i:D5}") { ["N"] = i }))
            .GroupBy(action => action.Entity.PartitionKey)
            .SelectMany(partition => partition.Chunk(100)))
        {
            await rows.SubmitTransactionAsync(group);
        }

        await SampleAccount.FillBlobsAsync(account);
        await SampleAccount.FillQueueAsync(account);
    }

    /// <summary>Everything that must be the same, as text; read in another way than the backup reads it.</summary>
    private static async Task<string> DumpAsync(BackupAccount account)
    {
        StringBuilder text = new();
        await foreach (string line in SampleAccount.DescribeAsync(account))
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }
}
