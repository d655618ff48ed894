namespace Microsoft.DurableTask;

/// <summary>Checks the untyped input of class-based tasks.</summary>
internal static class TaskInput
{
    /// <returns>The input; the default when it is null, as for a call without input.</returns>
    /// <exception cref="ArgumentException">The input is of another type.</exception>
    public static T As<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException(
            $"Input type '{input.GetType()}' does not match expected type '{typeof(T)}'.", nameof(input)),
    };
}
