using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Anchors;

/// <summary>Stands in when no authority is set, and says so at the start.</summary>
internal sealed partial class NoTimestampAuthority : ITimestampAuthority
{
    public NoTimestampAuthority(ILogger<NoTimestampAuthority> logger) => LogAbsent(logger);

    public Task<byte[]?> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        Task.FromResult<byte[]?>(null);

    [LoggerMessage(7105, LogLevel.Warning,
        "No time-stamp authority is set (Daoban:Timestamps:Url): anchors are written without time stamps")]
    private static partial void LogAbsent(ILogger logger);
}
