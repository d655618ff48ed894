namespace Daoban.Verify.Packages;

/// <summary>One file of a package.</summary>
/// <param name="Path">As the archive names it.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PackageFile(string Path, ReadOnlyMemory<byte> Content);
