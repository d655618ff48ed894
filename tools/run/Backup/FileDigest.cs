namespace Daoban.Run.Backup;

/// <summary>A file of lines.</summary>
/// <param name="Lines">How many.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of the bytes, lower-case hexadecimal.</param>
/// <param name="Set">The lines whatever their order: the SHA-256 of each, combined by exclusive or.</param>
internal sealed record FileDigest(long Lines, long Length, string Sha256, string Set);
