using System.Security.Cryptography;
using System.Text;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>Looks for texts in bytes, however they were written or packed, and for their plain hashes.</summary>
internal sealed class LeakScan
{
    private const int DeepestPacking = 6;

    private static readonly HashAlgorithmName[] Hashes =
        [HashAlgorithmName.MD5, HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512];

    private readonly List<(string Text, byte[] Pattern)> patterns = [];
    private readonly HashSet<string> seen = [];

    public LeakScan(IEnumerable<string> texts)
    {
        Encoding[] encodings =
        [
            Encoding.UTF8,
            Encoding.Unicode,
            Encoding.BigEndianUnicode,
            CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
        ];
        foreach (string text in texts)
        {
            patterns.AddRange(encodings.Select(encoding => (text, encoding.GetBytes(text))));
            // Of a number or a name that is guessed in seconds, a hash without a key is the thing itself.
            patterns.AddRange(Hashes.Select(hash => (
                $"{hash.Name} of {text}",
                CryptographicOperations.HashData(hash, Encoding.UTF8.GetBytes(text)))));
        }
    }

    /// <summary>Contents looked at so far, packed ones included, equal ones once.</summary>
    public int Looked => seen.Count;

    /// <returns>The texts found, with the way to each, such as <c>base64 &gt; gzip: text</c>.</returns>
    public IReadOnlyList<string> Find(byte[] content)
    {
        List<string> found = [];
        Stack<(string Way, byte[] Content, int Depth)> left = new([("", content, 0)]);
        while (left.TryPop(out (string Way, byte[] Content, int Depth) next))
        {
            if (next.Content.Length == 0 || !seen.Add(Convert.ToHexString(SHA256.HashData(next.Content))))
            {
                continue;
            }

            found.AddRange(patterns
                .Where(pattern => next.Content.AsSpan().IndexOf(pattern.Pattern) >= 0)
                .Select(pattern => $"{next.Way}{pattern.Text}"));
            if (next.Depth < DeepestPacking)
            {
                foreach ((string how, byte[] inner) in Unpacking.All(next.Content))
                {
                    left.Push(($"{next.Way}{how} > ", inner, next.Depth + 1));
                }
            }
        }

        return [.. found.Distinct()];
    }

    /// <inheritdoc cref="Find(byte[])" />
    public IReadOnlyList<string> Find(string content) => Find(Encoding.UTF8.GetBytes(content));
}
