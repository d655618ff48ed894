namespace Daoban.Workflows.Declarations;

/// <summary>Whether a case is a member of staff's own or that of a declared relative.</summary>
public sealed class Relatives
{
    private readonly DeclarationStore store;

    internal Relatives(DeclarationStore store) => this.store = store;

    /// <summary>Whether a declaration of the person by, or about, the member of staff holds. One point read.</summary>
    /// <param name="actorId">The member of staff.</param>
    /// <param name="person">Keyed hash of the person's ID number, purpose <c>resident.idNumber</c>.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<bool> AreRelatedAsync(string actorId, string person, CancellationToken cancellationToken) =>
        await store.FindHoldingAsync(actorId, person, cancellationToken) is not null;
}
