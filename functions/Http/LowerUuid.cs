using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Functions.Http;

/// <summary>The form of ids that clients make: a UUID in lower case with hyphens.</summary>
internal static class LowerUuid
{
    /// <summary>The problem with an id, if there is one.</summary>
    /// <param name="text">What the address holds.</param>
    /// <param name="field">The name of the route parameter.</param>
    public static Problem? Check(string? text, string field) =>
        Ids.IsLowerCaseUuid(text) ? null : new Problem(ProblemCodes.MalformedId, field);
}
