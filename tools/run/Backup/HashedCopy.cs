using System.Buffers;
using System.Security.Cryptography;

namespace Daoban.Run.Backup;

/// <summary>Copies a stream and hashes it on the way, with one buffer, however long it is.</summary>
internal static class HashedCopy
{
    private const int BufferSize = 128 * 1024;

    /// <returns>Length in bytes and SHA-256 in lower-case hexadecimal of what was copied.</returns>
    public static async Task<(long Length, string Sha256)> CopyAsync(
        Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length += read;
            }

            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc cref="CopyAsync" />
    public static async Task<(long Length, string Sha256)> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream content = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        return await CopyAsync(content, Stream.Null, cancellationToken);
    }
}
