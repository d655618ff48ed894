using System.Net.Sockets;
using Azure;

namespace Daoban.Emulator.Storage;

/// <summary>Tells storage failures apart by what is known about the request.</summary>
internal static class StorageFaults
{
    /// <summary>
    /// The answer is missing, late or a server error: the request may or may not have been carried out, and trying
    /// again is reasonable once that is settled. False for cancellation asked for by <paramref name="cancellationToken"
    /// />.
    /// </summary>
    public static bool IsDoubtful(Exception exception, CancellationToken cancellationToken = default) =>
        exception switch
        {
            _ when cancellationToken.IsCancellationRequested => false,
            // 0: no answer at all. 408 and 5xx: the server gave up, possibly after acting. 429: throttled.
            RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
            // The SDK wraps the failures of several tries, and reports its own network time-out as a cancellation.
            AggregateException many => many.InnerExceptions.All(inner => IsDoubtful(inner, cancellationToken)),
            OperationCanceledException or HttpRequestException or IOException => true,
            // The runtime lets it through when a connection ends while it is being made.
            SocketException => true,
            _ => false,
        };
}
