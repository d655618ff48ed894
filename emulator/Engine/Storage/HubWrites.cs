using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>The ways to write to a hub; what is ready at the same time shares transactions.</summary>
internal sealed class HubWrites
{
    /// <param name="storage">The hub.</param>
    /// <param name="logger">Hears of unclear answers.</param>
    /// <param name="stopping">Ends every write that is under way.</param>
    public HubWrites(HubStorage storage, ILogger logger, CancellationToken stopping)
    {
        var writer = new ShardWriter(storage, logger, stopping);
        Turns = new TurnCommitter(storage, writer, logger);
        Inboxes = new InboxInserter(storage, writer);
        Rows = new RowDeleter(storage, writer);
    }

    public TurnCommitter Turns { get; }

    public InboxInserter Inboxes { get; }

    public RowDeleter Rows { get; }
}
