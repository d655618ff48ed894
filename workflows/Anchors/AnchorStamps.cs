using Daoban.Workflows.Keys;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Anchors;

/// <summary>Gets anchors their time stamps, later ones for those that have none yet.</summary>
internal sealed partial class AnchorStamps(
    AnchorBlobs blobs, ITimestampAuthority authority, ILogger<AnchorStamps> logger)
{
    // A backlog, such as of the time before an authority was set, is worked off in several runs.
    private const int MostInARun = 200;

    /// <summary>Stamps what follows <paramref name="stamped"/>, the oldest first.</summary>
    /// <param name="stamped">Up to this anchor all are stamped.</param>
    /// <param name="last">The last anchor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Up to which anchor all are stamped now.</returns>
    public async Task<long> StampAsync(long stamped, long last, CancellationToken cancellationToken)
    {
        long end = Math.Min(last, stamped + MostInARun);
        for (long anchor = stamped + 1; anchor <= end; anchor++)
        {
            try
            {
                if (!await StampAsync(anchor, cancellationToken))
                {
                    return anchor - 1;
                }
            }
            catch (TimestampException failure)
            {
                LogNotStamped(failure, anchor);
                return anchor - 1;
            }
        }

        return end;
    }

    private async Task<bool> StampAsync(long anchor, CancellationToken cancellationToken)
    {
        if (await blobs.FindTokenAsync(anchor, cancellationToken) is not null)
        {
            return true;
        }

        var envelope = SignedEnvelope.Parse(await blobs.ReadAsync(anchor, cancellationToken));
        byte[]? token = await authority.StampAsync(envelope.Signature, cancellationToken);
        if (token is null)
        {
            return false;
        }

        await blobs.PutTokenAsync(anchor, token, cancellationToken);
        return true;
    }

    [LoggerMessage(7104, LogLevel.Error, "Anchor {Anchor} has no time stamp yet; the next run tries again")]
    private partial void LogNotStamped(Exception failure, long anchor);
}
