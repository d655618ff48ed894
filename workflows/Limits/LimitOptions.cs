using System.ComponentModel.DataAnnotations;

namespace Daoban.Workflows.Limits;

/// <summary>
/// How often one may call, over all instances. Section <c>Daoban:Limits</c>. The defaults are far above what a tablet,
/// an office behind one address or the demonstration sends.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Limits";

    /// <summary>Requests of one identity in a minute, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int PerIdentityPerMinute { get; set; } = 3_000;

    /// <summary>Requests from one address in a minute, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int PerAddressPerMinute { get; set; } = 6_000;

    /// <summary>
    /// Failed authentications from one address in a minute, 1 to 1,000,000; after them the address is refused before
    /// its tokens or signatures are looked at.
    /// </summary>
    [Range(1, 1_000_000)]
    public int FailedPerAddressPerMinute { get; set; } = 120;

    /// <summary>
    /// The header in which our own proxy tells the client's address, such as <c>X-Forwarded-For</c>. Unset, the
    /// connection's address counts, unless it is this machine's. Set it only when the proxy writes the header itself:
    /// a client that can reach us otherwise would choose its own address.
    /// </summary>
    public string? ClientAddressHeader { get; set; }

    /// <summary>
    /// Which entry of the header counts, from its end, 1 to 10: 1 is what the proxy nearest to us saw, 2 what the one
    /// before it saw. Everything further left is the client's own word.
    /// </summary>
    [Range(1, 10)]
    public int ClientAddressHops { get; set; } = 1;
}
