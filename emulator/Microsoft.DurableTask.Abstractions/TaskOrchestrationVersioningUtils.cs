namespace Microsoft.DurableTask.Abstractions;

/// <summary>Orders orchestration versions.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>
    /// Blank comes first; two that read as <see cref="System.Version"/> compare by number, all others as text without
    /// regard to case.
    /// </summary>
    /// <returns>Below zero when <paramref name="sourceVersion"/> is older, zero when both are the same.</returns>
    public static int CompareVersions(string sourceVersion, string otherVersion)
        => (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion)) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            _ => Version.TryParse(sourceVersion, out Version? source)
                && Version.TryParse(otherVersion, out Version? other)
                ? source.CompareTo(other)
                : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase),
        };
}
