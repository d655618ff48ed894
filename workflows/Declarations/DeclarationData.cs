namespace Daoban.Workflows.Declarations;

/// <summary>Whom a member of staff declares.</summary>
/// <param name="IdNumber">
/// Resident ID number (GB 11643) of the person. Only a keyed hash of it is kept; it is never stored or logged.
/// </param>
/// <param name="Relation">What the person is to the member of staff.</param>
public sealed record DeclarationData(string IdNumber, Relation Relation)
{
    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(DeclarationData);
}
