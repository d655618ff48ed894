namespace Daoban.Run.Launch;

/// <summary>A program to start.</summary>
internal sealed record ChildProgram
{
    /// <summary>For messages and the name of its log.</summary>
    public required string Name { get; init; }

    public required string File { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Added to our own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it starts; null for the folder of its log.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Its output is added to this file.</summary>
    public required string LogFile { get; init; }

    /// <summary>How it is asked to stop.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>How long it may take to stop before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Any HTTP answer from all of these means that it runs.</summary>
    public required IReadOnlyList<Uri> Probes { get; init; }

    /// <summary>True when the probes must answer 200.</summary>
    public bool ProbesMustSucceed { get; init; } = true;
}
