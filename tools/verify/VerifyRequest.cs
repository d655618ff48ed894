using System.Security.Cryptography.X509Certificates;
using Daoban.Verify.Signatures;

namespace Daoban.Verify;

/// <summary>What a package is checked against.</summary>
/// <param name="Keys">The public keys that the user trusts.</param>
/// <param name="Originals">Papers that were handed over separately; null when there are none.</param>
/// <param name="Authorities">Certificates of time-stamping authorities; empty when any is taken.</param>
internal sealed record VerifyRequest(
    KeyRing Keys, DirectoryInfo? Originals, X509Certificate2Collection Authorities);
