namespace Daoban.Workflows.Declarations;

/// <summary>A declaration as it is stored. It stays after its withdrawal.</summary>
/// <param name="Person">Keyed hash of the person's ID number, purpose <c>resident.idNumber</c>.</param>
/// <param name="Relation">What the person is to the member of staff.</param>
/// <param name="DeclaredBy">Who declared it: the member of staff or an administrator.</param>
/// <param name="DeclaredAt">UTC instant.</param>
/// <param name="WithdrawnBy">Who withdrew it; null while it holds.</param>
/// <param name="WithdrawnAt">UTC instant; null while it holds.</param>
internal sealed record DeclarationRecord(
    string Person,
    Relation Relation,
    string DeclaredBy,
    DateTimeOffset DeclaredAt,
    string? WithdrawnBy = null,
    DateTimeOffset? WithdrawnAt = null);
