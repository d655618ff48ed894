using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Binds a <c>DurableTaskClient</c> of the app's task hub.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; here only the app's own, so null or its name.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Setting with the hub's connection; here only the app's own.</summary>
    public string? ConnectionName { get; set; }
}
