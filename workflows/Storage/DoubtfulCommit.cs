using Azure;

namespace Daoban.Workflows.Storage;

/// <summary>
/// Failures of a commit that do not tell whether it acted: a conflict may be the echo of our own commit. Only its id in
/// the row that it guards tells.
/// </summary>
internal static class DoubtfulCommit
{
    public static bool Is(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        RequestFailedException refused => refused.Status is 0 or 404 or 408 or 409 or 412 or >= 500,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        IOException => true,
        _ => false,
    };
}
