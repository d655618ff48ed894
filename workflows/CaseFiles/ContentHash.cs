using Daoban.Workflows.Keys;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Keyed hash of what a client sent, by which its repetition is known.</summary>
internal static class ContentHash
{
    /// <summary>
    /// Members that are null leave no trace: a field that a later build adds must not make old repetitions differ.
    /// </summary>
    /// <param name="hash">The application's keyed hash.</param>
    /// <param name="purpose">What the content is.</param>
    /// <param name="content">In normal form.</param>
    public static string HashContent(this IKeyedHash hash, string purpose, object content) =>
        hash.Hash(purpose, RowJson.Serialize(content));
}
