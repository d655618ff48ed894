using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Daoban.Run.Launch;

namespace Daoban.Run.Backup;

/// <summary>
/// Whether an application runs on an account: a host holds leases on blobs (the owner of the task hub, the locks of its
/// listeners) and renews them. A killed one's leases end by themselves.
/// </summary>
internal static class LeaseCheck
{
    /// <summary>Longer than the 15 seconds that a lease of a host lasts.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until no blob is leased.</summary>
    /// <exception cref="LaunchException">One still is after <paramref name="patience"/>.</exception>
    public static async Task AwaitStopAsync(
        BackupAccount account, TimeSpan patience, Action<string> tell, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        bool told = false;
        while (await FindAsync(account, cancellationToken) is { } leased)
        {
            if (Stopwatch.GetElapsedTime(started) >= patience)
            {
                throw new LaunchException(
                    $"An application runs on this account: {leased}. Stop it; or copy it as it runs, with parts of "
                    + "different instants, by --while-running (docs/backup.md says what that is good for).");
            }

            if (!told)
            {
                tell($"Waiting until no application runs: {leased} …");
                told = true;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<string?> FindAsync(BackupAccount account, CancellationToken cancellationToken)
    {
        await foreach (BlobContainerItem container in
            account.Blobs.GetBlobContainersAsync(cancellationToken: cancellationToken))
        {
            if (BackupAccount.IsOfAzure(container.Name))
            {
                continue;
            }

            BlobContainerClient client = account.Blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync(
                new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancellationToken))
            {
                if (blob.Properties.LeaseStatus is LeaseStatus.Locked)
                {
                    return Describe(container.Name, blob);
                }
            }
        }

        return null;
    }

    private static string Describe(string container, BlobItem blob)
    {
        string owner = blob.Metadata.TryGetValue("pid", out string? pid)
            && blob.Metadata.TryGetValue("machine", out string? machine)
            ? $" by process {pid} on {Uri.UnescapeDataString(machine).Split('/')[0]}"
            : "";
        return $"blob {container}/{blob.Name} is leased{owner}";
    }
}
