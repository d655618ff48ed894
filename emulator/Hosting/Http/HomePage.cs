using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.Hosting.Http;

/// <summary>What no function answers: a page at <c>/</c> unless it is switched off, else 404 without a body.</summary>
internal sealed class HomePage(IConfiguration configuration)
{
    private const string Switch = "AzureWebJobsDisableHomepage";

    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Your Azure Function App is up and running.</title></head>"
        + "<body><h1>Your Azure Function App is up and running.</h1></body></html>");

    public async Task AnswerAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        if (context.Request.Path != "/")
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (string.Equals(configuration[Switch], "true", StringComparison.OrdinalIgnoreCase))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            response.ContentType = MediaTypeNames.Text.Html;
            response.ContentLength = Page.Length;
            await response.Body.WriteAsync(Page, context.RequestAborted);
        }
    }
}
