using System.Text.Json;
using Azure;

namespace Daoban.Workflows.Storage;

/// <summary>What storage may throw at somebody whose own work must go on without it.</summary>
internal static class StorageFailures
{
    /// <summary>
    /// Whether the exception says that storage does not answer, or answers what this build cannot read.
    /// </summary>
    public static bool Is(Exception failure) => failure
        is RequestFailedException or IOException or OperationCanceledException
        or UnknownFormatException or JsonException
        || (failure is AggregateException many && many.InnerExceptions.All(Is));
}
