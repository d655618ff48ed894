using System.ComponentModel.DataAnnotations;

namespace Daoban.Functions.Access;

/// <summary>Whose tokens the application accepts. Section <c>Daoban:Identity</c>.</summary>
internal sealed class IdentityOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Identity";

    /// <summary>
    /// The OpenID Connect issuer; its discovery document is below it. HTTPS; plain HTTP is accepted in Development
    /// only.
    /// </summary>
    [Required]
    public Uri? Authority { get; set; }

    /// <summary>The audience that a token must name.</summary>
    [Required]
    public string? Audience { get; set; }

    /// <summary>Where the discovery document is.</summary>
    internal string MetadataAddress => $"{Authority!.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
}
