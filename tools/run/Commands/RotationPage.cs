namespace Daoban.Run.Commands;

/// <summary>What the application did of a rotation in one call.</summary>
internal sealed record RotationPage(int Rotated, int Failed, string? Continuation);
