namespace Microsoft.Azure.Functions.Worker;

/// <summary>Describes a binding, for example name <c>req</c>, type <c>httpTrigger</c>.</summary>
public abstract class BindingMetadata
{
    public abstract string Name { get; }

    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}
