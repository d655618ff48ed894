namespace Daoban.Functions.Tests.Contract;

/// <summary>The application behind a proxy, with limits that a test reaches.</summary>
public sealed class LimitedApp : DaobanApp
{
    public const string AddressHeader = "X-Forwarded-For";
    public const int PerIdentity = 10;
    public const int PerAddress = 40;
    public const int Failed = 5;

    protected override IEnumerable<string> Settings =>
    [
        $"--Daoban:Limits:PerIdentityPerMinute={PerIdentity}",
        $"--Daoban:Limits:PerAddressPerMinute={PerAddress}",
        $"--Daoban:Limits:FailedPerAddressPerMinute={Failed}",
        $"--Daoban:Limits:ClientAddressHeader={AddressHeader}",
    ];
}
