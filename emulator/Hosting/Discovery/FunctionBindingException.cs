namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>A function that cannot be bound: the start stops and names it.</summary>
/// <param name="function">The function's name.</param>
/// <param name="parameter">The parameter at fault, or null.</param>
/// <param name="reason">Why, as a sentence without the names.</param>
internal sealed class FunctionBindingException(string function, string? parameter, string reason)
    : Exception(parameter is null
        ? $"Function '{function}': {reason}"
        : $"Function '{function}', parameter '{parameter}': {reason}")
{
    public string Function { get; } = function;

    public string? Parameter { get; } = parameter;
}
