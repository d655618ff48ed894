using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Pipeline;

/// <summary>Holds the result of one invocation while the pipeline runs.</summary>
internal sealed class InvocationOutcome
{
    public object? Value { get; set; }

    public static InvocationOutcome Of(FunctionContext context) =>
        context.Features.Get<InvocationOutcome>()
        ?? throw new InvalidOperationException("The context does not belong to an invocation of this host.");
}
