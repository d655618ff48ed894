using System.CommandLine;
using System.Globalization;
using Azure;
using Daoban.Run.Backup;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary><c>./run backup</c> and <c>./run restore</c>; see docs/backup.md.</summary>
internal static class BackupCommand
{
    private static readonly Option<string?> Connection = new("--connection-string")
    {
        Description = "The storage account. Default: the one in the data folder, for which an Azurite is started.",
    };

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Without --connection-string: the data folder of ./run. Default: .data in the repository.",
    };

    public static Command CreateBackup(
        Func<Func<CancellationToken, Task<int>>, CancellationToken, Task<int>> guard)
    {
        Option<DirectoryInfo> to = new("--to") { Description = "An empty folder to write to.", Required = true };
        Option<bool> whileRunning = new("--while-running")
        {
            Description = "Copies although an application runs: parts of different instants, for emergencies.",
        };
        Command backup = new("backup", "Copies everything that a storage account holds into a folder.")
        {
            to, Connection, Data, whileRunning,
        };
        backup.SetAction((parsed, cancellationToken) => guard(
            token => WithAccountAsync(
                new BackupWish(
                    parsed.GetValue(to)!,
                    parsed.GetValue(Connection),
                    parsed.GetValue(Data),
                    parsed.GetValue(whileRunning)),
                mustExist: true,
                BackUpAsync,
                token),
            cancellationToken));
        return backup;
    }

    public static Command CreateRestore(
        Func<Func<CancellationToken, Task<int>>, CancellationToken, Task<int>> guard)
    {
        Option<DirectoryInfo> from = new("--from") { Description = "The folder of a backup.", Required = true };
        Option<bool> again = new("--continue")
        {
            Description = "Goes on with a restore of the same backup that was interrupted.",
        };
        Command restore = new("restore", "Checks a backup and writes it into an empty storage account.")
        {
            from, Connection, Data, again,
        };
        restore.SetAction((parsed, cancellationToken) => guard(
            token => WithAccountAsync(
                new BackupWish(
                    parsed.GetValue(from)!,
                    parsed.GetValue(Connection),
                    parsed.GetValue(Data),
                    parsed.GetValue(again)),
                mustExist: false,
                RestoreAsync,
                token),
            cancellationToken));
        return restore;
    }

    private static async Task<int> WithAccountAsync(
        BackupWish wish,
        bool mustExist,
        Func<BackupWish, BackupAccount, CancellationToken, Task> run,
        CancellationToken cancellationToken)
    {
        try
        {
            if (wish.ConnectionString is { } connection)
            {
                await run(wish, new BackupAccount(connection), cancellationToken);
                return 0;
            }

            string data = wish.DataFolder?.FullName ?? Repository.Find().DefaultData;
            if (mustExist && !Directory.Exists(Path.Combine(data, "azurite")))
            {
                throw new LaunchException(
                    $"{data} holds no data of ./run. Name another by --data or --connection-string.");
            }

            await using FolderStorage storage = await FolderStorage.StartAsync(data, cancellationToken);
            await run(wish, new BackupAccount(storage.ConnectionString), cancellationToken);
            return 0;
        }
        catch (RequestFailedException refused)
        {
            throw new LaunchException($"The account answers {refused.Status} {refused.ErrorCode}.");
        }
        catch (AggregateException unreachable) when (unreachable.InnerException is RequestFailedException)
        {
            throw new LaunchException($"The account does not answer: {unreachable.InnerException.Message}");
        }
        catch (IOException fault)
        {
            throw new LaunchException(fault.Message);
        }
    }

    private static async Task BackUpAsync(
        BackupWish wish, BackupAccount account, CancellationToken cancellationToken)
    {
        AccountBackup backup = new(account, new BackupFolder(wish.Folder.FullName), TimeProvider.System)
        {
            WhileRunning = wish.IsSpecial,
        };
        (BackupManifest manifest, string sha256) = await backup.RunAsync(AnsiConsole.WriteLine, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[green]Backup of {manifest.Account} is in {wish.Folder.FullName}[/]");
        AnsiConsole.WriteLine($"SHA-256 of its manifest, to be kept elsewhere: {sha256}");
        AnsiConsole.WriteLine("It is as secret as the account: it holds host keys and encrypted personal data.");
        if (manifest.WhileRunning)
        {
            AnsiConsole.MarkupLine("[yellow]An application may have run: parts are of different instants.[/]");
        }
    }

    private static async Task RestoreAsync(
        BackupWish wish, BackupAccount account, CancellationToken cancellationToken)
    {
        AccountRestore restore = new(account, new BackupFolder(wish.Folder.FullName)) { Continue = wish.IsSpecial };
        BackupManifest manifest = await restore.RunAsync(AnsiConsole.WriteLine, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[green]Restored, read back and compared: the state of {manifest.EndedAt:u}[/]");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[yellow]What was deleted after {manifest.StartedAt:u} is back, shredded keys of personal data too.[/]");
        AnsiConsole.MarkupLine(
            "[yellow]Repeat those deletions before anybody uses the application: docs/backup.md says how.[/]");
    }
}
