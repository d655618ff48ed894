using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Makes replay-safe loggers over the factory it wraps, which it does not own.</summary>
/// <param name="context">The orchestration whose replay silences the loggers.</param>
/// <param name="inner">Finds the wrapped factory; asked each time because a context may make it late.</param>
internal sealed class ReplaySafeLoggerFactory(
    TaskOrchestrationContext context, Func<ILoggerFactory> inner) : ILoggerFactory
{
    private const int MaxDepth = 10;

    /// <summary>Follows replay-safe factories down to a real one, so that a wrapped context's loggers check replay
    /// once.</summary>
    /// <exception cref="InvalidOperationException">The factories wrap one another in a circle.</exception>
    public static ILoggerFactory Unwrap(ILoggerFactory factory)
    {
        for (int depth = 0; factory is ReplaySafeLoggerFactory wrapper; depth++)
        {
            if (depth == MaxDepth)
            {
                throw new InvalidOperationException(
                    "The replay-safe logger factories wrap one another: LoggerFactory of a wrapping context must "
                    + "return the inner context's ReplaySafeLoggerFactory, not its own.");
            }

            factory = wrapper.Inner;
        }

        return factory;
    }

    private ILoggerFactory Inner => inner();

    public ILogger CreateLogger(string categoryName)
        => new ReplaySafeLogger(context, Unwrap(Inner).CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider)
        => throw new NotSupportedException("Adding providers to the replay-safe logger factory is not supported.");

    public void Dispose()
    {
        // The wrapped factory belongs to the host.
    }
}
