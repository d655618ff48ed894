using System.Text;
using Daoban.Workflows.Payments;

namespace Daoban.Workflows.Tests.Payments;

public sealed class BankSignatureTests
{
    private const string Timestamp = "1795420800";
    private const string Nonce = "0123456789abcdef0123456789abcdef";
    private const string Body = """{"operation":"query","orderId":"6f1c2a34-0d7e-4b61-9a55-3f0c8e1d2b47-1"}""";

    /// <summary>The example of docs/bank-contract.md, computed with openssl.</summary>
    private const string Signature = "f27981778b4e1b83e3bf6375df4a554983a23ec8fe919596e0379e3563da6323";

    private static readonly byte[] Secret = Convert.FromBase64String(BankOptions.SampleSecret);

    [Fact]
    public void Sign_ExampleOfTheContract_GivesItsSignature() =>
        Assert.Equal(Signature, BankSignature.Sign(Secret, Timestamp, Nonce, Encoding.UTF8.GetBytes(Body)));

    [Theory]
    [InlineData(Timestamp, Nonce, Body, Signature, true)]
    [InlineData("1795420801", Nonce, Body, Signature, false)]
    [InlineData(Timestamp, "0123456789abcdef0123456789abcdee", Body, Signature, false)]
    [InlineData(Timestamp, Nonce, Body + " ", Signature, false)]
    [InlineData(Timestamp, Nonce, Body, "F27981778B4E1B83E3BF6375DF4A554983A23EC8FE919596E0379E3563DA6323", false)]
    [InlineData(Timestamp, Nonce, Body, "", false)]
    [InlineData(Timestamp, Nonce, Body, "圖", false)]
    public void Verify_AnyPartChanged_IsFalse(
        string timestamp, string nonce, string body, string signature, bool expected) =>
        Assert.Equal(expected, BankSignature.Verify(Secret, timestamp, nonce, Encoding.UTF8.GetBytes(body), signature));

    [Fact]
    public void Verify_OtherSecret_IsFalse() =>
        Assert.False(BankSignature.Verify(new byte[32], Timestamp, Nonce, Encoding.UTF8.GetBytes(Body), Signature));

    [Theory]
    [InlineData("1795420800", true)]
    [InlineData("1795420500", true)]
    [InlineData("1795421100", true)]
    [InlineData("1795420499", false)]
    [InlineData("1795421101", false)]
    [InlineData("", false)]
    [InlineData("-1795420800", false)]
    [InlineData("1795420800.5", false)]
    [InlineData(" 1795420800", false)]
    [InlineData("0", false)]
    [InlineData("999999999999999999", false)]
    [InlineData("99999999999999999999", false)]
    public void IsFresh_FiveMinutesEitherWay_IsTheLimit(string timestamp, bool expected) =>
        Assert.Equal(expected, BankSignature.IsFresh(timestamp, DateTimeOffset.FromUnixTimeSeconds(1795420800)));

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789ABCDEF_-", true)]
    [InlineData("0123456789abcdef/", false)]
    [InlineData("0123456789abcdeｆ", false)]
    public void IsNonce_Form_IsChecked(string nonce, bool expected) =>
        Assert.Equal(expected, BankSignature.IsNonce(nonce));

    [Fact]
    public void IsNonce_65Characters_IsFalse() => Assert.False(BankSignature.IsNonce(new string('a', 65)));

    [Fact]
    public void NewNonce_Twice_DiffersAndHasTheForm()
    {
        string first = BankSignature.NewNonce();

        Assert.True(BankSignature.IsNonce(first));
        Assert.NotEqual(first, BankSignature.NewNonce());
    }
}
