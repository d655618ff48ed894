using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Http;

/// <summary>Headers of every answer. An answer is for this caller and this moment, and is no page.</summary>
internal static class SecurityHeaders
{
    /// <summary>Sets the headers of an API answer.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
    }

    /// <summary>Allows a page of ours its own inline style and nothing else.</summary>
    public static void SetForPage(IHeaderDictionary headers) =>
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
}
