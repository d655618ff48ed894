using Daoban.Workflows.Limits;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daoban.Functions.Access;

/// <summary>
/// Refuses who calls too often: by address before anything is looked at, by identity once it is known.
/// </summary>
internal sealed partial class RequestLimits(
    RateCounters counters, IOptions<LimitOptions> options, ILogger<RequestLimits> logger)
{
    private readonly LimitOptions limits = options.Value;

    /// <summary>Counts a request of the address.</summary>
    /// <returns>The problem when there were too many of them, or too many that failed to authenticate.</returns>
    public Problem? TakeAddress(HttpContext http, bool authenticates)
    {
        if (ClientAddress.Find(http, limits) is not { } address)
        {
            return null;
        }

        RateRefusal? refusal = authenticates
            ? counters.Check(RateKind.Failed, address, limits.FailedPerAddressPerMinute)
            : null;
        refusal ??= counters.TryTake(RateKind.Address, address, limits.PerAddressPerMinute);
        if (refusal is { IsFirst: true })
        {
            LogAddressLimited();
        }

        return ProblemOf(refusal);
    }

    /// <summary>Counts a failed authentication of the address.</summary>
    public void CountFailed(HttpContext http)
    {
        if (ClientAddress.Find(http, limits) is { } address)
        {
            counters.Count(RateKind.Failed, address);
        }
    }

    /// <summary>Counts a request of the identity.</summary>
    /// <returns>The problem when there were too many of them.</returns>
    public Problem? TakeIdentity(string actorId)
    {
        RateRefusal? refusal = counters.TryTake(RateKind.Identity, actorId, limits.PerIdentityPerMinute);
        if (refusal is { IsFirst: true })
        {
            LogIdentityLimited(actorId);
        }

        return ProblemOf(refusal);
    }

    private static Problem? ProblemOf(RateRefusal? refusal) => refusal is null
        ? null
        : Problem.With(
            ProblemCodes.TooManyRequests,
            field: null,
            "retryAfterSeconds",
            (int)Math.Ceiling(refusal.RetryAfter.TotalSeconds));

    [LoggerMessage(5202, LogLevel.Warning, "An address is above its limit and refused until the minute ends")]
    private partial void LogAddressLimited();

    [LoggerMessage(5203, LogLevel.Warning, "{ActorId} is above the limit and refused until the minute ends")]
    private partial void LogIdentityLimited(string actorId);
}
