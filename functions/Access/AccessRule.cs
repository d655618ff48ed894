namespace Daoban.Functions.Access;

/// <summary>Who may call one HTTP function.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Authentication">How the caller proves who it is.</param>
/// <param name="Roles">The roles that may call it, the preferred one first; empty unless a token is asked for.</param>
/// <param name="Scope">What the caller must be responsible for.</param>
internal sealed record AccessRule(
    string Function, Authentication Authentication, IReadOnlyList<string> Roles, AccessScope Scope)
{
    /// <summary>With <see cref="AccessScope.ActorInRoute"/>: the roles that reach other people, too.</summary>
    public IReadOnlyList<string> Everybody { get; init; } = [];
}
