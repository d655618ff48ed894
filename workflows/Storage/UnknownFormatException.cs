namespace Daoban.Workflows.Storage;

/// <summary>
/// A stored row or message has a format version this build does not know. Never guessed, not retried.
/// </summary>
/// <param name="what">Kind of row or message.</param>
/// <param name="format">The version found; null when there is none.</param>
public sealed class UnknownFormatException(string what, int? format)
    : InvalidOperationException(
        $"{what} has format {format?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.");
