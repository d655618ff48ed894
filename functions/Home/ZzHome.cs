using System.Text.Encodings.Web;
using System.Text.Unicode;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Home;

/// <summary>
/// Answers what no other function does: the home page, the pages of problems, and else a problem. Its name sorts last,
/// because the host tries routes in the order of function names.
/// </summary>
internal sealed class ZzHome(IOptions<IdentityOptions> identity)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    [Function(nameof(ZzHome))]
    [Operation(
        "首页与问题说明",
        "Serves the home page and the pages of problems",
        ResponseTypes = ["text/html"],
        Problems = [ProblemCodes.NotFound])]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request)
    {
        string path = request.Path.Value?.TrimEnd('/') ?? "";
        if (path.Length == 0)
        {
            return Page(request, HomePage.Write(BuildInfo.Version, Html.Encode(identity.Value.Authority!.AbsoluteUri)));
        }

        return path.StartsWith(ProblemCatalogue.PageFolder, StringComparison.Ordinal)
            && ProblemCatalogue.Find(path[ProblemCatalogue.PageFolder.Length..]) is { } entry
            ? Page(request, ProblemPage.Write(entry))
            : new Problem(ProblemCodes.NotFound).ToResult();
    }

    private static IResult Page(HttpRequest request, string html)
    {
        SecurityHeaders.SetForPage(request.HttpContext.Response.Headers);
        return Results.Text(html, "text/html; charset=utf-8");
    }
}
