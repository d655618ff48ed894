namespace Daoban.Emulator.Hosting.Discovery;

/// <summary>Functions of the app cannot be bound; the host does not start. The message lists every one.</summary>
internal sealed class FunctionsStartException(IReadOnlyCollection<FunctionBindingException> errors)
    : Exception(string.Join(
        Environment.NewLine,
        errors
            .Select(error => $"  {error.Message}")
            .Prepend($"The host cannot start: {errors.Count} function error(s).")))
{
    public IReadOnlyCollection<FunctionBindingException> Errors { get; } = errors;
}
