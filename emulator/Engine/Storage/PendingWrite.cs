using Azure;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>A write that waits for its transaction.</summary>
internal sealed class PendingWrite(ShardWrite write)
{
    private readonly TaskCompletionSource<IReadOnlyList<ETag>> stored =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ShardWrite Write => write;

    /// <summary>The ETags of its rows, as far as they are known.</summary>
    public Task<IReadOnlyList<ETag>> Stored => stored.Task;

    public void Succeed(IReadOnlyList<ETag> etags) => stored.TrySetResult(etags);

    public void Fail(Exception failure) => stored.TrySetException(failure);

    public void Cancel(CancellationToken cancellationToken) => stored.TrySetCanceled(cancellationToken);
}
