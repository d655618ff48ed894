using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>Appends cookies to ASP.NET Core's response.</summary>
internal sealed class AspNetCoreResponseCookies(HttpResponse response) : HttpCookies
{
    public override void Append(string name, string value) => response.Cookies.Append(name, value);

    public override void Append(IHttpCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        response.Cookies.Append(cookie.Name, cookie.Value, new CookieOptions
        {
            Domain = cookie.Domain,
            Expires = cookie.Expires,
            HttpOnly = cookie.HttpOnly ?? false,
            MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Path = cookie.Path,
            SameSite = cookie.SameSite switch
            {
                SameSite.Lax => SameSiteMode.Lax,
                SameSite.Strict => SameSiteMode.Strict,
                // Upstream sends SameSite=None for both of its values.
                _ => SameSiteMode.None,
            },
            Secure = cookie.Secure ?? false,
        });
    }

    /// <remarks>Nor does upstream over ASP.NET Core: make a <see cref="HttpCookie"/>.</remarks>
    public override IHttpCookie CreateNew() => throw new NotSupportedException();
}
