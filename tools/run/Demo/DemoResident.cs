namespace Daoban.Run.Demo;

/// <summary>An invented resident.</summary>
/// <param name="Name">Appears nowhere else, so that a leak shows.</param>
/// <param name="IdNumber">One of the five synthetic numbers of the rules.</param>
/// <param name="Phone">A number that is not given out.</param>
/// <param name="Address">Invented.</param>
/// <param name="AccountKind"><c>CARD</c> or <c>PASSBOOK</c>.</param>
/// <param name="AccountNumber">Invented; a card number satisfies Luhn.</param>
/// <param name="Note">Free text of the clerk.</param>
internal sealed record DemoResident(
    string Name, string IdNumber, string Phone, string Address, string AccountKind, string AccountNumber, string Note)
{
    /// <summary>Every field: what a leak scan looks for.</summary>
    public IReadOnlyList<string> Canaries => [Name, IdNumber, Phone, Address, AccountNumber, Note];
}
