using System.Diagnostics;
using System.Globalization;
using Daoban.Run.Demo;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>Writes the steps of the demonstration to the test's output.</summary>
/// <param name="awaited">How the step begins that <see cref="Reached"/> waits for; null for none.</param>
internal sealed class OutputLog(string? awaited = null) : IDemoLog
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the awaited step.</summary>
    public Task Reached => reached.Task;

    public void Step(string scenario, string who, string what)
    {
        Write($"{scenario,-13} {who}: {what}");
        if (awaited is not null && what.StartsWith(awaited, StringComparison.Ordinal))
        {
            reached.TrySetResult();
        }
    }

    /// <summary>Writes one line with the time since the start.</summary>
    public void Write(string line) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds,7:F2} s  {line}"));
}
