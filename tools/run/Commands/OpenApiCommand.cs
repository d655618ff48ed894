using System.Diagnostics;
using Daoban.Run.Launch;
using Spectre.Console;

namespace Daoban.Run.Commands;

/// <summary><c>./run openapi</c>: has the application write its OpenAPI document, without starting a stack.</summary>
internal static class OpenApiCommand
{
    /// <param name="file">Where to.</param>
    /// <param name="authority">The OpenID Connect issuer that the document names; that of ./run by default.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="LaunchException">The application has not been built, or cannot write there.</exception>
    public static async Task<int> RunAsync(FileInfo file, Uri? authority, CancellationToken cancellationToken)
    {
        Repository repository = Repository.Find();
        string issuer = AppEnvironment.Address(authority ?? new StackPlan(repository, Ports.Usual, "").Issuer);
        ProcessStartInfo start = new(
            Programs.Dotnet,
            [
                repository.Assembly("functions", "Daoban.Functions"),
                "openapi", "--out", file.FullName, "--authority", issuer,
            ])
        {
            RedirectStandardError = true,
        };
        using Process app = Process.Start(start)!;
        string messages = await app.StandardError.ReadToEndAsync(cancellationToken);
        await app.WaitForExitAsync(cancellationToken);
        if (app.ExitCode != 0)
        {
            throw new LaunchException($"The application did not write {file.FullName}: {messages}");
        }

        AnsiConsole.WriteLine(file.FullName);
        return 0;
    }
}
