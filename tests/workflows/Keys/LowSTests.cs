using System.Security.Cryptography;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Keys;

public sealed class LowSTests
{
    private static readonly byte[] Text = "a text"u8.ToArray();

    [Fact]
    public void Of_ManySignatures_AreValidAndNeverInTheUpperHalf()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        int changed = 0;
        for (int i = 0; i < 64; i++)
        {
            byte[] signature = key.SignData(
                Text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

            byte[] lower = LowS.Of(signature);

            Assert.True(key.VerifyData(
                Text, lower, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
            // Half of n of P-256 begins with 7FFFFFFF 80000000.
            Assert.True(lower[32] <= 0x7F);
            Assert.Equal(lower, LowS.Of(lower));
            changed += lower.AsSpan().SequenceEqual(signature) ? 0 : 1;
        }

        // Half of all signatures; that none of 64 is, or all are, happens once in 2^63.
        Assert.InRange(changed, 1, 63);
    }
}
