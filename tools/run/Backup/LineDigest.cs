using System.Security.Cryptography;
using System.Text;

namespace Daoban.Run.Backup;

/// <summary>Computes the <see cref="FileDigest"/> of lines, each ended by a line feed, one after the other.</summary>
internal sealed class LineDigest : IDisposable
{
    private readonly IncrementalHash whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] set = new byte[SHA256.HashSizeInBytes];
    private long lines;
    private long length;

    /// <returns>The bytes of the line in a file.</returns>
    public byte[] Add(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + '\n');
        whole.AppendData(bytes);
        byte[] one = SHA256.HashData(bytes);
        for (int i = 0; i < set.Length; i++)
        {
            set[i] ^= one[i];
        }

        lines++;
        length += bytes.Length;
        return bytes;
    }

    public FileDigest Finish() =>
        new(lines, length, Convert.ToHexStringLower(whole.GetHashAndReset()), Convert.ToHexStringLower(set));

    public void Dispose() => whole.Dispose();
}
