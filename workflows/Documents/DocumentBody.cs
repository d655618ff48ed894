using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Documents;

/// <summary>Reads a document from a request without holding more than its limit.</summary>
public static class DocumentBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <param name="body">The request's body; read to its end, or to the limit.</param>
    /// <param name="length">What the client announced, if anything; never trusted, only refused early.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The bytes, or <c>too-large</c>, or <c>wrong-type</c> for an empty body.</returns>
    public static async Task<Attempt<byte[]>> ReadAsync(
        Stream body, long? length, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (length > DocumentType.MaximumBytes)
        {
            return TooLarge();
        }

        using var content = new MemoryStream((int)Math.Max(0, length ?? 0));
        byte[] chunk = new byte[ChunkBytes];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (content.Length + read > DocumentType.MaximumBytes)
            {
                return TooLarge();
            }

            content.Write(chunk, 0, read);
        }

        return content.Length == 0 ? WrongType() : content.ToArray();
    }

    internal static Problem TooLarge() =>
        Problem.With(ProblemCodes.TooLarge, field: null, "maximumBytes", DocumentType.MaximumBytes);

    // No field: whatever the request is called, its content is none of these.
    internal static Problem WrongType() =>
        Problem.With(
            ProblemCodes.WrongType,
            field: null,
            "accepted",
            DocumentType.All.Select(type => type.MediaType).ToArray());
}
