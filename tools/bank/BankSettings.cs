namespace Daoban.BankSimulator;

/// <summary>Section <c>Bank</c>. The defaults are those of local.settings.sample.json.</summary>
internal sealed class BankSettings
{
    public const string Section = "Bank";

    /// <summary>The only merchant.</summary>
    public string MerchantId { get; set; } = "daoban-dev";

    /// <summary>The shared secret in Base64.</summary>
    public string Secret { get; set; } = "ZGFvYmFuLXNhbXBsZS1iYW5rLXNlY3JldC1uZXZlci1pbi1wcm9kdWN0aW9u";

    /// <summary>Wait before the first repetition of a callback; it doubles each time.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two repetitions.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After this time the bank gives a callback up.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    public byte[] SecretBytes() => Convert.FromBase64String(Secret);
}
