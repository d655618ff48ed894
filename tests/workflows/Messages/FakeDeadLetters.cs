using Daoban.Workflows.Messages;

namespace Daoban.Workflows.Tests.Messages;

/// <summary>A transport with some dead letters, or one that does not answer.</summary>
internal sealed class FakeDeadLetters(long? count) : IDeadLetters
{
    public int Asked { get; private set; }

    public string Transport => "Fake";

    public Task<long> CountAsync(QueueDefinition queue, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(count ?? throw new IOException("away"));
    }

    public Task<IReadOnlyList<DeadLetter>> ListAsync(
        QueueDefinition queue, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ReplayAsync(
        QueueDefinition queue,
        string? id,
        Func<OutgoingMessage, CancellationToken, Task> send,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}
