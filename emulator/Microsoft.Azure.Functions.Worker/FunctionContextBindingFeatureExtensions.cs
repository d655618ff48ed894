using Daoban.Emulator.Hosting.Pipeline;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Results of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The invocation's result. Setting its value replaces what the host answers.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        InvocationOutcome outcome = InvocationOutcome.Of(context);
        return new OutcomeResult(outcome, outcome.Value);
    }

    /// <summary>The invocation's result as <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">The result is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        InvocationOutcome outcome = InvocationOutcome.Of(context);
        return outcome.Value is T value
            ? new OutcomeResult<T>(outcome, value)
            : throw new InvalidOperationException(
                $"Requested type({typeof(T)}) does not match the type of Invocation result("
                + $"{outcome.Value?.GetType()})");
    }
}
