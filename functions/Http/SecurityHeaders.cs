using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Http;

/// <summary>Headers of every answer. An answer is for this caller and this moment, and is no page.</summary>
internal static class SecurityHeaders
{
    /// <summary>A year, the least that browsers' preload lists take.</summary>
    private const string OnlyHttps = "max-age=31536000; includeSubDomains";

    // Nothing of ours asks a browser for any of them.
    private const string NoPermissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    /// <summary>Sets the headers of an API answer.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="onlyHttps">Whether browsers must never again call by plain HTTP: outside Development.</param>
    public static void Set(IHeaderDictionary headers, bool onlyHttps)
    {
        if (onlyHttps)
        {
            headers.StrictTransportSecurity = OnlyHttps;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = NoPermissions;

        // For browsers that do not know frame-ancestors.
        headers.XFrameOptions = "DENY";
    }

    /// <summary>Allows a page of ours its own inline style and nothing else.</summary>
    public static void SetForPage(IHeaderDictionary headers) =>
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
}
