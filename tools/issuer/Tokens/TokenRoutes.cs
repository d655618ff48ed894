using System.Globalization;
using Daoban.Issuer.Keys;
using Daoban.Issuer.People;

namespace Daoban.Issuer.Tokens;

/// <summary>Tokens for the asking, and a rollover for tests.</summary>
internal static class TokenRoutes
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/token", IssueAsync);
        routes.MapPost("/keys/rollover", (SigningKeys keys) => Results.Ok(new { kid = keys.RollOver() }));
        routes.MapGet("/people", (StaffList staff) => staff.All);
    }

    private static async Task<IResult> IssueAsync(HttpRequest request, TokenMint mint, StaffList staff)
    {
        if (!request.HasFormContentType)
        {
            return Refuse("send the form field person");
        }

        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (staff.Find(form["person"]) is not { } person)
        {
            return Refuse("unknown person; GET /people lists them");
        }

        int? level = person.Levels.Count > 0 ? person.Levels[0] : null;
        if (form["level"].ToString() is { Length: > 0 } wanted)
        {
            if (!int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed)
                || !person.Levels.Contains(parsed))
            {
                return Refuse("the person does not hold this level");
            }

            level = parsed;
        }

        string token = mint.Create(person, level);
        bool plain = request.Headers.Accept.ToString().StartsWith("text/plain", StringComparison.Ordinal);
        return plain ? Results.Text(token) : Results.Ok(new
        {
            access_token = token,
            token_type = "Bearer",
            expires_in = (int)TokenMint.Lifetime.TotalSeconds,
        });
    }

    /// <summary>Error shape of RFC 6749 §5.2.</summary>
    private static IResult Refuse(string description) =>
        Results.BadRequest(new { error = "invalid_request", error_description = description });
}
