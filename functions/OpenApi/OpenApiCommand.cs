using System.Text;
using Daoban.Functions.Access;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.OpenApi;

/// <summary>
/// <c>dotnet Daoban.Functions.dll openapi --out FILE --authority URL</c>: writes the document that the application
/// would serve, and starts nothing. The publication does it, so that every release has its description beside it.
/// </summary>
internal static class OpenApiCommand
{
    private const string Name = "openapi";
    private const int WrongUse = 2;

    /// <summary>Whether the process was started for this instead of for the application.</summary>
    public static bool IsAsked(string[] args) => args is [Name, ..];

    /// <param name="args">The process's arguments.</param>
    /// <param name="messages">Where to say what is wrong with them.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter messages, CancellationToken cancellationToken)
    {
        if (args is not [Name, "--out", var file, "--authority", var address]
            || !Uri.TryCreate(address, UriKind.Absolute, out Uri? authority)
            || authority.Scheme is not ("http" or "https"))
        {
            await messages.WriteLineAsync(
                $"Usage: {Name} --out FILE --authority URL\n"
                + "URL is the OpenID Connect issuer, as in Daoban__Identity__Authority.");
            return WrongUse;
        }

        var description = new ApiDescription(Options.Create(new IdentityOptions { Authority = authority }));
        string document = await description.WriteAsync(cancellationToken);
        // No byte order mark: the same bytes as the application serves.
        await File.WriteAllTextAsync(file, document, new UTF8Encoding(false), cancellationToken);
        return 0;
    }
}
