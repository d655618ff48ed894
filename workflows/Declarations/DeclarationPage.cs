namespace Daoban.Workflows.Declarations;

/// <summary>One page of a person's declarations.</summary>
/// <param name="Declarations">At most 100, withdrawn ones included, in the order of their ids.</param>
/// <param name="Continuation">Token of the next page; absent on the last.</param>
public sealed record DeclarationPage(IReadOnlyList<DeclarationView> Declarations, string? Continuation);
