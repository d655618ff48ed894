namespace Daoban.Workflows.Anchors;

/// <summary>Section <c>Daoban:Timestamps</c>, checked while the host starts.</summary>
public sealed class TimestampOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Timestamps";

    /// <summary>
    /// Where an RFC 3161 authority answers over HTTP (its section 3.4). Absent: anchors get no time stamps. Plain HTTP
    /// will do, because the answer is signed.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// PEM file with the certificates that the authority's own must lead to (or the authority's own). Needed outside
    /// Development; without it any authority's answer is taken.
    /// </summary>
    public string TrustedCertificates { get; set; } = "";

    /// <summary>Longest wait for one answer: 1 s to 60 s, by default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
