using Azure;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Stores turns. May join commits of different instances; never two of one.</summary>
internal interface ICommitter
{
    /// <summary>
    /// Stores all rows or none. Returns only when that is certain, however often it has to ask: a lost answer is
    /// settled by reading the instance again and comparing.
    /// </summary>
    /// <returns>
    /// The new ETag of the instance row, then those of the other rows. The latter are missing when the answer was lost.
    /// </returns>
    /// <exception cref="CommitConflictException">Nothing was stored, because the stored state is another.</exception>
    Task<IReadOnlyList<ETag>> CommitAsync(TurnCommit commit, CancellationToken cancellationToken);
}
