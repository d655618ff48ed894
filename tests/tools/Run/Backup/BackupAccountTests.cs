using Daoban.Run.Backup;
using Daoban.Run.Launch;
using Repository = Daoban.TestKit.Repository;

namespace Daoban.Tools.Tests.Run.Backup;

public sealed class BackupAccountTests
{
    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("AccountName=a;AccountKey=secret")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret;EndpointSuffix=core.chinacloudapi.cn")]
    public void Account_ConnectionStringThatIsNone_IsRefusedWithoutBeingQuoted(string text)
    {
        LaunchException refused = Assert.Throws<LaunchException>(() => new BackupAccount(text));

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    // The application looks for the same name (workflows/Storage/StorageLayout.cs) and shares no code with the tools.
    [Fact]
    public void Mark_Container_IsTheOneThatTheApplicationLooksFor() => Assert.Contains(
        $"RestoreMark = \"{RestoreMark.Container}\"",
        File.ReadAllText(Repository.PathTo("workflows", "Storage", "StorageLayout.cs")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.chinacloudapi.cn", "a")]
    public void Account_ConnectionString_IsTaken(string text, string expected) =>
        Assert.Equal(expected, new BackupAccount(text).Name);
}
