namespace Microsoft.Azure.Functions.Worker;

/// <summary>The result of an invocation; middleware may replace it.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}
