namespace Daoban.Surface;

/// <summary>A type of the packages' surface with those of its members that the application uses.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Head">Its declaration, as in upstream-surface.txt.</param>
/// <param name="Members">One line each, in the same form.</param>
internal sealed record UsedType(string Namespace, string Head, IReadOnlyList<string> Members);
