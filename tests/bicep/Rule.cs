namespace Daoban.Bicep.Tests;

/// <summary>One thing that holds for every environment.</summary>
/// <param name="Name">Short name, with hyphens.</param>
/// <param name="Violations">What is wrong, one line each; nothing when all is right.</param>
/// <param name="Mutations">Changes that break it. A rule without one would not be known to work.</param>
internal sealed record Rule(
    string Name,
    Func<CompiledEnvironment, IEnumerable<string>> Violations,
    IReadOnlyList<Mutation> Mutations)
{
    /// <summary>One violation if something is so, else none.</summary>
    public static IEnumerable<string> If(bool isSo, string says) => isSo ? [says] : [];
}
