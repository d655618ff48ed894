namespace Daoban.Verify.Packages;

/// <summary>What a package may demand of the machine that checks it.</summary>
internal static class PackageLimits
{
    /// <summary>Bytes of a package, and of all its files together.</summary>
    public const long TotalBytes = 1L << 30;

    /// <summary>Files in a package.</summary>
    public const int Files = 10_000;

    /// <summary>
    /// How many bytes one byte of a re-packed archive may become. The packages themselves are not compressed.
    /// </summary>
    public const long Ratio = 100;
}
