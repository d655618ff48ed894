namespace Daoban.Workflows.Declarations;

/// <summary>A declaration as it is shown.</summary>
/// <param name="DeclarationId">Its id.</param>
/// <param name="ActorId">The member of staff.</param>
/// <param name="Person">The first 12 hexadecimal digits of the keyed hash: tells people apart, and no more.</param>
/// <param name="Relation">What the person is to the member of staff.</param>
/// <param name="DeclaredBy">Who declared it.</param>
/// <param name="DeclaredAt">UTC instant.</param>
/// <param name="WithdrawnBy">Who withdrew it; absent while it holds.</param>
/// <param name="WithdrawnAt">UTC instant; absent while it holds.</param>
public sealed record DeclarationView(
    string DeclarationId,
    string ActorId,
    string Person,
    Relation Relation,
    string DeclaredBy,
    DateTimeOffset DeclaredAt,
    string? WithdrawnBy,
    DateTimeOffset? WithdrawnAt)
{
    private const int Shown = 12;

    internal static DeclarationView Of(string actorId, string declarationId, DeclarationRecord record) => new(
        declarationId,
        actorId,
        record.Person[..Shown],
        record.Relation,
        record.DeclaredBy,
        record.DeclaredAt,
        record.WithdrawnBy,
        record.WithdrawnAt);
}
