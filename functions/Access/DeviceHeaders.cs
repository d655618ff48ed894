using System.Globalization;
using Daoban.Workflows.Ledger;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Access;

/// <summary>
/// What a tablet says of itself, for the ledger: an opaque id and its clock. Neither proves anything; what is not well
/// formed is left out, because no case may fail for it.
/// </summary>
internal static class DeviceHeaders
{
    /// <summary>The device's id: as an actor's (<see cref="ActorIds"/>).</summary>
    public const string Id = "X-Daoban-Device";

    /// <summary>The device's clock, ISO 8601 with an offset.</summary>
    public const string Time = "X-Daoban-Device-Time";

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>The actor at the device that the request names.</summary>
    public static Actor At(this Actor actor, IHeaderDictionary headers) => actor with
    {
        DeviceId = headers[Id].ToString() is { } id && OpaqueId.IsSound(id) ? id : null,
        DeviceAt = DateTimeOffset.TryParseExact(
            headers[Time], Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)
            ? at.ToUniversalTime()
            : null,
    };
}
