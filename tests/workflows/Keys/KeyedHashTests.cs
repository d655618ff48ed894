using Daoban.Workflows.Keys;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Keys;

public sealed class KeyedHashTests
{
    private const string Number = "33090219620715998X";

    [Fact]
    public void Hash_SamePurposeAndValue_IsTheSame()
    {
        string hash = Create(1).Hash("resident.idNumber", Number);

        Assert.Equal(hash, Create(1).Hash("resident.idNumber", Number));
        Assert.Matches("^[0-9a-f]{64}$", hash);
    }

    [Fact]
    public void Hash_OtherPurposeValueOrKey_IsAnother() =>
        Assert.Distinct(
        [
            Create(1).Hash("resident.idNumber", Number),
            Create(1).Hash("resident.phone", Number),
            Create(1).Hash("resident.idNumber", "330903195112319997"),
            Create(2).Hash("resident.idNumber", Number),
        ]);

    private static KeyedHash Create(byte fill) =>
        new(Options.Create(new KeyOptions { HashKey = TestKeys.Base64(fill) }));
}
