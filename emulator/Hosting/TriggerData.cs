using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting;

/// <summary>What a trigger hands to one invocation.</summary>
/// <param name="Input">
/// Source of the trigger parameter: a string (text or JSON), bytes, or the object itself. Converted to the parameter's
/// type in upstream's order: assignable, Guid, DateTime, string to bytes, JSON.
/// </param>
internal sealed record TriggerData(object? Input)
{
    /// <summary>
    /// Objects given as they are to a trigger parameter of exactly their type (QueueMessage, BinaryData).
    /// </summary>
    public IReadOnlyList<object> Typed { get; init; } = [];

    /// <summary>
    /// <c>BindingContext.BindingData</c>; other parameters bind to it by name. Make it case-insensitive
    /// (<see cref="StringComparer.OrdinalIgnoreCase"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; init; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reason for the log, for example <c>New queue message detected on 'x'.</c>. No user data.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the log adds as "Trigger Details", for example <c>MessageId: …</c>; null for none.</summary>
    public string? Details { get; init; }

    /// <summary>W3C trace parent of the event, if it has one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Features that the trigger's own middleware needs.</summary>
    public Action<IInvocationFeatures>? AddFeatures { get; init; }
}
