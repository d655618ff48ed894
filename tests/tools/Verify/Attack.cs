using System.Security.Cryptography.X509Certificates;
using System.Text;
using Daoban.Verify;
using Daoban.Verify.Findings;
using Daoban.Verify.Signatures;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Verifies what somebody did to a package.</summary>
internal static class Attack
{
    /// <summary>What the verifier says of an archive.</summary>
    public static Verification Verify(byte[] archive, params TestKey[] keys) =>
        EvidenceVerifier.Verify(archive, Request([.. keys.Select(key => key.PublicPem)]));

    public static VerifyRequest Request(string[] pems, string? authority = null, string? folder = null)
    {
        Assert.True(KeyRing.TryRead(string.Join('\n', pems), out KeyRing? keys));
        X509Certificate2Collection authorities = [];
        if (authority is not null)
        {
            authorities.ImportFromPem(authority);
        }

        return new VerifyRequest(keys, folder is null ? null : new DirectoryInfo(folder), authorities);
    }

    /// <summary>The first broken link must be here and say this.</summary>
    public static void AssertBroken(Verification verification, string? file, long? line, string says)
    {
        Assert.NotNull(verification.FirstBroken);
        Assert.Equal((file, line), (verification.FirstBroken.File, verification.FirstBroken.Line));
        Assert.Contains(says, verification.FirstBroken.English, StringComparison.Ordinal);
    }

    public static byte[] Replace(byte[] content, string old, string replacement)
    {
        string text = Encoding.UTF8.GetString(content);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
