namespace Daoban.Workflows.CaseFiles;

/// <summary>What one page of a key rotation did.</summary>
/// <param name="Rotated">Data keys now under the current wrapping key.</param>
/// <param name="Current">Data keys that were under it before.</param>
/// <param name="Failed">Data keys that could not be rotated; the log names their cases. Begin again to retry.</param>
/// <param name="Continuation">Where to go on; null at the end.</param>
public sealed record KeyRotationPage(int Rotated, int Current, int Failed, string? Continuation);
