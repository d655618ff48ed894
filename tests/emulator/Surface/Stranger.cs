namespace Daoban.Emulator.Tests.Surface;

/// <summary>A public type that upstream does not have.</summary>
public sealed class Stranger;
