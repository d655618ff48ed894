using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Upstream's lines about an invocation, in the category <c>Function.{Name}</c>.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(EventId = 1, Message = "Executing 'Functions.{Function}' (Reason='{Reason}', Id={InvocationId})")]
    public static partial void Executing(
        ILogger logger, LogLevel level, string function, string reason, string invocationId);

    [LoggerMessage(
        EventId = 2, Message = "Executed 'Functions.{Function}' (Succeeded, Id={InvocationId}, Duration={Duration}ms)")]
    public static partial void Succeeded(
        ILogger logger, LogLevel level, string function, string invocationId, long duration);

    [LoggerMessage(5, LogLevel.Information, "Trigger Details: {Details}")]
    public static partial void Details(ILogger logger, string details);

    [LoggerMessage(
        3, LogLevel.Error, "Executed 'Functions.{Function}' (Failed, Id={InvocationId}, Duration={Duration}ms)")]
    public static partial void Failed(
        ILogger logger, Exception exception, string function, string invocationId, long duration);

    [LoggerMessage(4, LogLevel.Error, "The services of an invocation of '{Function}' could not be disposed")]
    public static partial void ScopeFailed(ILogger logger, Exception exception, string function);
}
