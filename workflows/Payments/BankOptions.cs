namespace Daoban.Workflows.Payments;

/// <summary>Section <c>Daoban:Bank</c>. Validated at start.</summary>
public sealed class BankOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Daoban:Bank";

    /// <summary>
    /// The secret of local.settings.sample.json: known to everyone and so refused outside Development.
    /// </summary>
    internal const string SampleSecret = "ZGFvYmFuLXNhbXBsZS1iYW5rLXNlY3JldC1uZXZlci1pbi1wcm9kdWN0aW9u";

    /// <summary>Base address of the bank's interface; HTTPS outside Development.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Where the bank sends its callbacks; HTTPS outside Development.</summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>Our id at the bank: 1 to 64 characters of <c>A–Z a–z 0–9 - _ .</c>.</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>The shared secret in Base64, at least 32 bytes.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Longest wait for one answer of the bank: 1 s to 60 s, by default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time of day in China from which statements are asked for on working days; by default 09:30.
    /// </summary>
    public TimeSpan StatementAskAt { get; set; } = new(9, 30, 0);

    /// <summary>
    /// Time of day in China, on the first working day after a day, at which its statement counts as missing; later than
    /// <see cref="StatementAskAt"/>, by default 12:00.
    /// </summary>
    public TimeSpan StatementCutOff { get; set; } = new(12, 0, 0);

    /// <summary>The secret's bytes.</summary>
    public byte[] SecretBytes() => Convert.FromBase64String(Secret);
}
