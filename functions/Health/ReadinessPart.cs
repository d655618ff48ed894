namespace Daoban.Functions.Health;

/// <summary>Something that every request needs.</summary>
/// <param name="Name">
/// <c>catalog</c>, <c>signing-key</c>, <c>storage</c> or <c>transport</c>; <c>running</c> while it stops.
/// </param>
/// <param name="Ready">Whether it is there.</param>
internal sealed record ReadinessPart(string Name, bool Ready);
