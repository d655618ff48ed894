namespace Microsoft.Azure.Functions.Worker;

/// <summary>The metadata that the trigger gave to this invocation.</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
