namespace Daoban.Workflows.Cases;

/// <summary>One personal field in full; its reading is in the case's ledger.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Text">Its content.</param>
public sealed record RevealedField(string Field, string Text);
