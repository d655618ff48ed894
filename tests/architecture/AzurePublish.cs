using System.Diagnostics;
using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>
/// The application compiled and published against the real packages, once for all tests, beside the other builds. Where
/// no package source serves them the tests are skipped; a compiler's or analyzer's complaint always fails them.
/// </summary>
public sealed partial class AzurePublish : IAsyncLifetime
{
    private readonly ScratchFolder scratch = new();
    private string output = "";
    private int exitCode;

    /// <summary>Where the published application lies.</summary>
    public string Folder => scratch.Combine("publish");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string settings = scratch.Combine("local.settings.json");
        await File.WriteAllTextAsync(settings, "{}");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "publish", "functions", "-c", "Release", "-o", Folder, "-nologo", "-v", "quiet", "-nodeReuse:false",
                "-p:UseSharedCompilation=false", "-p:FunctionsHost=azure", "-p:WithServiceBus=false",
                "-p:ArtifactsSuffix=azure-check/", $"-p:LocalSettings={settings}",
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        exitCode = process.ExitCode;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test without packages; fails it when something else went wrong.</summary>
    public void Require()
    {
        if (exitCode == 0)
        {
            return;
        }

        string[] errors = [.. Errors().Matches(output).Select(match => match.Value).Distinct()];
        string[] unserved = [.. errors.Where(error => Unserved().IsMatch(error))];
        Assert.SkipWhen(
            unserved.Length > 0 && unserved.Length == errors.Length,
            $"The real packages are not served here: {unserved.FirstOrDefault()}");
        Assert.Fail(errors.Length > 0 ? string.Join('\n', errors) : output);
    }

    [GeneratedRegex(@"^.*\berror\b.*$", RegexOptions.Multiline)]
    private static partial Regex Errors();

    // A package or a version of it is nowhere; a source does not answer.
    [GeneratedRegex(@"\bNU1(?:101|102|103|301)\b")]
    private static partial Regex Unserved();
}
