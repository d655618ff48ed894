namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>
/// Base of output binding attributes. This host offers no output binding and refuses to start with one.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute
{
    public OutputBindingAttribute()
    {
    }
}
