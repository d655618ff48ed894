namespace Daoban.Verify.Findings;

/// <summary>What came of verifying a package.</summary>
/// <param name="FirstBroken">The first broken link; null when the package is whole.</param>
/// <param name="Checked">What holds, in the order of the checks, up to the broken link.</param>
/// <param name="ChangedFiles">Files that are not those of the signed manifest, once the manifest is known.</param>
internal sealed record Verification(
    Broken? FirstBroken, IReadOnlyList<Remark> Checked, IReadOnlyList<string> ChangedFiles)
{
    public bool IsWhole => FirstBroken is null;
}
