using Microsoft.DurableTask;

namespace Daoban.Workflows.Deadlines;

/// <summary>The retry policies of activities. Failures that no repetition mends are not retried.</summary>
internal static class Retry
{
    // By name, as failures arrive. A host that does not keep the type retries them for a while, which is harmless.
    private static readonly string[] Permanent =
    [
        "Daoban.Workflows.CaseFiles.CaseMissingException",
        "Daoban.Workflows.CaseFiles.ForbiddenMoveException",
        "Daoban.Workflows.Storage.UnknownFormatException",
        "Daoban.Workflows.Payments.OrderRefusedException",
    ];

    /// <summary>Changes of the case file: outages of storage of about three days.</summary>
    public static TaskOptions CaseFile { get; } =
        Policy(attempts: 900, first: TimeSpan.FromSeconds(1), most: TimeSpan.FromMinutes(5));

    /// <summary>Calls of the bank that must succeed: outages of about three days.</summary>
    public static TaskOptions Bank { get; } =
        Policy(attempts: 150, first: TimeSpan.FromSeconds(1), most: TimeSpan.FromMinutes(30));

    /// <summary>Calls of the bank that the schedule repeats anyway: a few seconds.</summary>
    public static TaskOptions BankQuery { get; } =
        Policy(attempts: 3, first: TimeSpan.FromSeconds(1), most: TimeSpan.FromSeconds(5));

    private static TaskOptions Policy(int attempts, TimeSpan first, TimeSpan most) => TaskOptions.FromRetryPolicy(
        new RetryPolicy(attempts, first, backoffCoefficient: 2, maxRetryInterval: most)
        {
            HandleFailure = failure => !Permanent.Contains(failure.ErrorType),
        });
}
