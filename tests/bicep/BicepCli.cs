using System.Diagnostics;
using System.Reflection;

namespace Daoban.Bicep.Tests;

/// <summary>The Bicep command line of the NuGet package. It needs no network.</summary>
internal static class BicepCli
{
    private static readonly string? Folder = typeof(BicepCli).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(each => each.Key == "BicepFolder")?.Value;

    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public static string? Missing => Folder is null
        ? "The Bicep command line is fetched for Linux on x64 only; here nothing of Bicep was checked."
        : null;

    /// <summary>Runs it in a folder, to its end.</summary>
    public static async Task<BicepRun> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder!, "bicep"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BicepRun(process.ExitCode, await output, await errors);
    }
}
